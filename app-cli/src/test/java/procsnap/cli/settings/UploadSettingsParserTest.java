package procsnap.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.adapters.storage.StoreLocation;

class UploadSettingsParserTest {

  @TempDir private Path directory;

  @Test
  void traceWithoutAStoreUploadsNothing() {
    GivenSettings given = Given.settings(CommandName.TRACE);
    assertEquals(Optional.empty(), new UploadSettingsParser(given).ifAny());
    assertTrue(given.errors().isEmpty());
  }

  @Test
  void everySettingArrives() {
    GivenSettings given =
        Given.settings(
            CommandName.TRACE,
            "--store=s3://b/p",
            "--s3-endpoint=http://h:1",
            "--allow-http",
            "--s3-path-style",
            "--s3-region=r",
            "--az-endpoint=http://h:2",
            "--no-credentials",
            "--keep-local",
            "--upload-limit=1MiB/s",
            "--flush-timeout=60s");
    assertEquals(
        new UploadSettings(
            new StoreLocation(
                URI.create("s3://b/p"),
                Optional.of(URI.create("http://h:1")),
                true,
                Optional.of("r"),
                Optional.of(URI.create("http://h:2")),
                true),
            true,
            1 << 20,
            Duration.ofMinutes(1)),
        new UploadSettingsParser(given).ifAny().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "--s3-endpoint=http://minio:9000, --s3-endpoint",
    "--s3-endpoint=http://10.0.0.1:9000, --s3-endpoint",
    "--az-endpoint=http://127.0.0.1.example/a, --az-endpoint",
    "--s3-endpoint=http://127.0.0.1:9000,",
    "--az-endpoint=http://[::1]:10000/a,",
    "--s3-endpoint=http://localhost:9000,",
    "--s3-endpoint=https://minio:9000,",
  })
  void endpointOnAnotherMachineIsEncrypted(String option, @Nullable String origin) {
    GivenSettings given = Given.settings(CommandName.UPLOAD, "--store=s3://b", option);
    assertTrue(new UploadSettingsParser(given).ifAny().isPresent());
    assertEquals(
        origin == null
            ? List.of()
            : List.of(origin + ": is not encrypted: use https://, or add --allow-http"),
        given.errors().lines());
  }

  @Test
  void storeAloneHasDefaults() {
    GivenSettings given = Given.settings(CommandName.UPLOAD, "--store=gs://b");
    assertEquals(
        new UploadSettings(
            StoreLocation.of(URI.create("gs://b")), false, Long.MAX_VALUE, Duration.ofSeconds(10)),
        new UploadSettingsParser(given).required().orElseThrow());
  }

  @Test
  void typedSettingsOfAnUploadRequireAStore() {
    GivenSettings given =
        Given.settings(
            CommandName.TRACE,
            "--keep-local",
            "--upload-limit=1MiB/s",
            "--flush-timeout=1s",
            "--s3-endpoint=http://h",
            "--s3-path-style",
            "--s3-region=r",
            "--az-endpoint=http://h",
            "--no-credentials");
    assertEquals(Optional.empty(), new UploadSettingsParser(given).ifAny());
    assertEquals(8, given.errors().lines().size());
    given.errors().lines().forEach(line -> assertTrue(line.endsWith(": requires --store"), line));
  }

  @Test
  void settingsInTheEnvironmentMayBeMeantForOtherCommands() {
    GivenSettings given =
        Given.settings(
            CommandName.TRACE, Map.of("PROCSNAP_KEEP_LOCAL", "1", "PROCSNAP_S3_REGION", "r"));
    assertEquals(Optional.empty(), new UploadSettingsParser(given).ifAny());
    assertTrue(given.errors().isEmpty());
  }

  @Test
  void uploadRequiresAStore() {
    GivenSettings given = Given.settings(CommandName.UPLOAD);
    assertEquals(Optional.empty(), new UploadSettingsParser(given).required());
    assertEquals(List.of(UsageMessages.STORE_REQUIRED), given.errors().lines());
    GivenSettings wrong = Given.settings(CommandName.UPLOAD, "--store=nowhere");
    assertEquals(Optional.empty(), new UploadSettingsParser(wrong).required());
    assertEquals(
        List.of("--store: " + UsageMessages.unknownStore("nowhere")), wrong.errors().lines());
  }

  @Test
  void verifyReadsADirectoryOrAStore() {
    GivenSettings store = Given.settings(CommandName.VERIFY, "s3://b", "--s3-endpoint=https://h");
    assertEquals(
        Optional.of(URI.create("https://h")),
        new UploadSettingsParser(store).storeToVerify().orElseThrow().location().s3Endpoint());
    GivenSettings local = Given.settings(CommandName.VERIFY, directory.toString());
    UploadSettingsParser parser = new UploadSettingsParser(local);
    assertEquals(Optional.empty(), parser.storeToVerify());
    assertEquals(directory, parser.directoryToVerify());
    assertTrue(store.errors().isEmpty() && local.errors().isEmpty());
  }

  @Test
  void verifyNamesTheLocationThatIsWrong() {
    assertEquals(
        List.of("no such directory: '/nowhere'", "--no-credentials: requires a store as LOCATION"),
        verifyErrors("/nowhere", "--no-credentials"));
    assertEquals(List.of("no such directory: 'procsnap-data'"), verifyErrors());
    assertEquals(List.of(UsageMessages.unknownStore("ftp://h/x")), verifyErrors("ftp://h/x"));
  }

  private static List<String> verifyErrors(String... arguments) {
    GivenSettings given = Given.settings(CommandName.VERIFY, arguments);
    assertEquals(Optional.empty(), new UploadSettingsParser(given).storeToVerify());
    return given.errors().lines();
  }
}
