package procsnap.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTest {

  @ParameterizedTest
  @CsvSource({
    "process_1.csv, text/csv",
    "process_1.csv.gz, application/gzip",
    "a/manifest.json, application/json",
    "trial, application/octet-stream",
  })
  void typeIsThatOfTheBytes(String name, String type) {
    assertEquals(type, ContentTypes.of(name));
  }
}
