package procsnap.adapters.storage.gcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.StoreLocation;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

class GcsConnectionTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "[]",
        "null",
        "{\"hunter2\"",
        "{\"type\": 5}",
        "{\"type\": \"hunter2\"}",
        "{\"type\": \"authorized_user\", \"client_id\": 5}",
        "{\"type\": \"service_account\", \"private_key\": \"hunter2\"}",
        "{\"type\": \"external_account\", \"credential_source\": 7}",
      })
  void fileThatIsNoKeyFileIsNamedWithoutItsContent(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("key.json"), text);
    String message = failure("GOOGLE_APPLICATION_CREDENTIALS", file.toString());
    assertEquals(
        "no credentials for Google Cloud Storage: GOOGLE_APPLICATION_CREDENTIALS names a file that"
            + " is not a key file: "
            + file,
        message);
    assertFalse(message.contains("hunter2"));
  }

  @Test
  void keyFileThatIsTooLargeOrNoFileIsRefused() throws Exception {
    String prefix = "no credentials for Google Cloud Storage: cannot read the key file: ";
    Path large = Files.writeString(directory.resolve("large"), " ".repeat(64 * 1024 + 1));
    String variable = "GOOGLE_APPLICATION_CREDENTIALS";
    assertEquals(prefix + large + ": larger than 64 KiB", failure(variable, large.toString()));
    assertEquals(prefix + "/dev/zero: not a regular file", failure(variable, "/dev/zero"));
    assertEquals(prefix + "/none does not exist", failure(variable, "/none"));
  }

  @Test
  void emulatorWithoutAnAddressIsNamed() {
    assertEquals(
        "invalid address in STORAGE_EMULATOR_HOST: a host?",
        failure("STORAGE_EMULATOR_HOST", "a host?"));
  }

  private static String failure(String variable, String value) {
    StoreLocation location =
        new StoreLocation(
            URI.create("gs://traces"),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            false);
    ObjectStoreException failure =
        assertThrows(
            ObjectStoreException.class,
            () -> new GcsStoreFactory().open(location, Map.of(variable, value)));
    assertEquals(Kind.PERMANENT, failure.kind());
    return String.valueOf(failure.getMessage());
  }
}
