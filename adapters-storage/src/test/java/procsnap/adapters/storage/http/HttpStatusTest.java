package procsnap.adapters.storage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import procsnap.core.port.ObjectStoreException.Kind;

/** The table of HTTP statuses, and its copy in the documentation. */
final class HttpStatusTest {

  @ParameterizedTest
  @CsvSource({
    "100, PERMANENT",
    "204, PERMANENT",
    "299, PERMANENT",
    "300, PERMANENT",
    "301, PERMANENT",
    "302, TRANSIENT",
    "303, TRANSIENT",
    "304, PERMANENT",
    "307, TRANSIENT",
    "308, PERMANENT",
    "400, PERMANENT",
    "401, PERMANENT",
    "403, PERMANENT",
    "404, MISSING",
    "407, PERMANENT",
    "408, TRANSIENT",
    "409, CONFLICT",
    "410, PERMANENT",
    "412, CONFLICT",
    "413, PERMANENT",
    "425, TRANSIENT",
    "429, TRANSIENT",
    "499, PERMANENT",
    "500, TRANSIENT",
    "501, PERMANENT",
    "502, TRANSIENT",
    "503, TRANSIENT",
    "504, TRANSIENT",
    "505, PERMANENT",
    "511, TRANSIENT",
    "599, TRANSIENT",
    "999, TRANSIENT"
  })
  void statusHasItsKind(int status, Kind kind) {
    assertEquals(kind, HttpStatus.kind(status));
  }

  @ParameterizedTest
  @CsvSource({
    "404, '', PERMANENT", // the bucket
    "409, '', TRANSIENT", // the name is free again
    "412, '', PERMANENT", // the name is free: a policy
    "503, SlowDown, TRANSIENT",
    "403, AccessDenied, PERMANENT",
    "400, InvalidArgument, PERMANENT"
  })
  void withoutAnObjectToCompareAFailureIsTransientOrPermanent(int status, String code, Kind kind) {
    assertEquals(kind, HttpStatus.failure(status, code));
  }

  static Iterable<String> damagedTransfers() {
    return HttpStatus.DAMAGED_TRANSFER;
  }

  @ParameterizedTest
  @MethodSource("damagedTransfers")
  void damagedTransferIsTransient(String code) {
    assertEquals(Kind.TRANSIENT, HttpStatus.failure(400, code));
  }

  @Test
  void documentationHasTheSameTable() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("../docs/stores.md"));
    int head = lines.indexOf("| status | treated as | why |");
    List<String> rows =
        lines.subList(head + 2, lines.size()).stream()
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertEquals(HttpStatus.TABLE.stream().map(HttpStatusTest::row).toList(), rows);
  }

  private static String row(HttpStatus.Row row) {
    return String.join(
        " | ",
        "| " + row.statuses(),
        row.kind().toString().toLowerCase(Locale.ROOT),
        row.reason() + " |");
  }
}
