package procsnap.cli.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.cli.settings.RecordingSettings.Source;
import procsnap.core.trace.ColumnGroup;

class ParsersTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "90, 90000",
    "500ms, 500",
    "5s, 5000",
    "2m, 120000",
    "1h, 3600000",
    "1d, 86400000",
    "' 7s ', 7000",
    "3650d, 315360000000",
  })
  void durationIsANumberAndItsUnit(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), Parsers.DURATION.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1s", "1.5s", "1w", "1 s", "1234567890s"})
  void otherTextIsNoDuration(String text) {
    assertRejected(
        Parsers.DURATION, text, "invalid duration '" + text + "': use 300, 300s, 2m, 1h or 1d");
    assertRejected(
        Parsers.PERIOD, text, "invalid duration '" + text + "': use 300, 300s, 2m, 1h or 1d");
  }

  @Test
  void durationHasAMaximumAndAPeriodAMinimum() {
    assertRejected(Parsers.DURATION, "3651d", "duration '3651d' is too long: the maximum is 3650d");
    assertRejected(Parsers.PERIOD, "999ms", "duration '999ms' is too small: the minimum is 1s");
    assertEquals(Duration.ofSeconds(1), Parsers.PERIOD.parse("1000ms"));
  }

  @ParameterizedTest
  @CsvSource({
    "500MiB, 524288000, 1",
    "2GiB, 2147483648, 1",
    "64KiB, 65536, 1",
    "7B, 7, 1",
    "0, 0, 1",
    "10%, 9223372036854775807, 0.1",
    "' 0% ', 9223372036854775807, 0",
  })
  void freeSpaceIsASizeOrAShareOfTheDisk(String text, long bytes, double share) {
    assertEquals(new FreeSpace(bytes, share), Parsers.freeSpace(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lots", "-1GiB", "100%", "5", "1GB", "0.5GiB", "5 %", "1GiB/s"})
  void otherTextIsNoFreeSpace(String text) {
    assertRejected(
        Parsers::freeSpace,
        text,
        "invalid free space '" + text + "': use 500MiB, 2GiB, 10%, or 0 for none");
  }

  @Test
  void sizeIsAtLeastAByte() {
    assertEquals(5L << 30, Parsers.size("5GiB"));
    assertEquals(1, Parsers.size("1B"));
    for (String text : new String[] {"0B", "5", "5GB", "10%", ""}) {
      assertRejected(Parsers::size, text, "invalid size '" + text + "': use 500MiB or 5GiB");
    }
  }

  @Test
  void rateIsInBytesPerSecondAndHasAMinimum() {
    assertEquals(512_000, Parsers.rate("500KiB/s"));
    assertEquals(16_384, Parsers.rate(" 16KiB/s "));
    assertRejected(Parsers::rate, "500KiB", "invalid rate '500KiB': use 500KiB/s or 1MiB/s");
    assertRejected(
        Parsers::rate, "16383B/s", "rate '16383B/s' is too small: the minimum is 16KiB/s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gs://bucket",
        "s3://bucket/a/b",
        "az://account/container/p",
        "https://host:1/p",
        "http://host",
        "file:///mnt/nas"
      })
  void storeIsAUriOfAKnownScheme(String text) {
    assertEquals(URI.create(text), Parsers.STORE.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gs:///x",
        "s3:/x",
        "az://account",
        "az:///c",
        "file://host/x",
        "file:///",
        "gs://b?a=1",
        "gs://b#f"
      })
  void storeHasEverythingThatItsSchemeNeeds(String text) {
    assertRejected(Parsers.STORE, text, UsageMessages.incompleteStore(text));
  }

  @Test
  void storeOfAnotherSchemeIsUnknownAndHasNoCredentials() {
    assertRejected(Parsers.STORE, "ftp://h/x", UsageMessages.unknownStore("ftp://h/x"));
    assertRejected(Parsers.STORE, "nowhere", UsageMessages.unknownStore("nowhere"));
    assertRejected(Parsers.STORE, "s3://a b", UsageMessages.uri("s3://a b"));
    assertRejected(Parsers.STORE, "https://u:p@h/x", UsageMessages.CREDENTIALS_IN_URI);
  }

  @Test
  void endpointIsTheUrlOfAServer() {
    assertEquals(URI.create("http://h:9000"), Parsers.ENDPOINT.parse("http://h:9000"));
    assertEquals(URI.create("https://h"), Parsers.ENDPOINT.parse("https://h"));
    for (String text : new String[] {"localhost", "ftp://h", "https:///x"}) {
      assertRejected(Parsers.ENDPOINT, text, UsageMessages.endpoint(text));
    }
  }

  @Test
  void countIsPositive() {
    assertEquals(1, Parsers.count("1"));
    assertEquals(999_999_999_999_999_999L, Parsers.count("999999999999999999"));
    for (String text : new String[] {"0", "-1", "1.0", "", "1000000000000000000"}) {
      assertRejected(Parsers::count, text, UsageMessages.count(text));
    }
  }

  @Test
  void flagIsOnOrOff() {
    for (String text : new String[] {"true", "1", "YES", "on"}) {
      assertEquals(true, Parsers.FLAG.parse(text));
    }
    for (String text : new String[] {"false", "0", "No", "off"}) {
      assertEquals(false, Parsers.FLAG.parse(text));
    }
    assertRejected(Parsers.FLAG, "perhaps", UsageMessages.flag("perhaps"));
  }

  @Test
  void pathHasNoNul() {
    assertEquals(Path.of("a/b"), Parsers.PATH.parse("a/b"));
    assertRejected(Parsers.PATH, "a\0b", UsageMessages.path("a\0b"));
  }

  @Test
  void zoneIsANameOrAnOffset() {
    assertEquals(ZoneId.of("Europe/Berlin"), Parsers.zone("Europe/Berlin"));
    assertEquals(ZoneId.of("+02:00"), Parsers.zone("+02:00"));
    assertRejected(Parsers::zone, "Mars", UsageMessages.zone("Mars"));
  }

  @Test
  void columnsAreGroupsOrAll() {
    assertEquals(Set.of(ColumnGroup.PPID, ColumnGroup.IO), Parsers.columns("io, ppid"));
    assertEquals(EnumSet.allOf(ColumnGroup.class), Parsers.columns("uid,all"));
    assertRejected(
        Parsers::columns,
        "ppid,pid",
        "unknown column group 'pid': use mono_ns, ppid, uid, threads, cpu_ms, cgroup, io, missing,"
            + " or all");
  }

  @Test
  void compressionAndSourceAreWords() {
    assertEquals(true, Parsers.gzip("gzip"));
    assertEquals(false, Parsers.gzip("none"));
    assertRejected(Parsers::gzip, "zip", UsageMessages.compression("zip"));
    assertEquals(Optional.empty(), Parsers.source("auto"));
    assertEquals(Optional.of(Source.PROCFS), Parsers.source("procfs"));
    assertEquals(Optional.of(Source.OSHI), Parsers.source("oshi"));
    assertRejected(Parsers::source, "wmi", UsageMessages.source("wmi"));
  }

  @Test
  void nameSuitsEveryFileSystemAndStore() {
    assertEquals("a.b_c=d-1", Parsers.NAME.parse("a.b_c=d-1"));
    assertEquals("a/b", Parsers.directories("a/b"));
    for (String text : new String[] {"", ".", "..", "a/b", "a b", "ä", "x".repeat(101)}) {
      assertRejected(Parsers.NAME, text, UsageMessages.directoryName(text));
    }
    assertRejected(Parsers::directories, "a//b", UsageMessages.directoryName(""));
    assertRejected(Parsers::directories, "a/../b", UsageMessages.directoryName(".."));
  }

  @Test
  void keyIsAFileThatOnlyItsOwnerReadsAndLongEnough() throws IOException {
    Path file = directory.resolve("key");
    Files.writeString(file, "0123456789abcdef");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertArrayEquals(
        "0123456789abcdef".getBytes(StandardCharsets.US_ASCII), Parsers.key(file.toString()));
    Files.writeString(file, "0123456789abcde");
    assertRejected(
        Parsers::key, file.toString(), UsageMessages.keyLength(file.toString(), 16, 4096));
    assertRejected(
        Parsers::key, "/nonexistent", "cannot use '/nonexistent': /nonexistent does not exist");
  }

  private static void assertRejected(Parser<?> parser, String text, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> parser.parse(text)).getMessage());
  }
}
