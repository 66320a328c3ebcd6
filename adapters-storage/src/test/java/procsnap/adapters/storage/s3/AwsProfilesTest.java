package procsnap.adapters.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

class AwsProfilesTest {

  @TempDir private Path directory;

  @Test
  void bothFilesAreOne() throws Exception {
    Path credentials = Files.writeString(directory.resolve("credentials"), "[a]\nx = 1\n");
    Path config = Files.writeString(directory.resolve("config"), "[profile b]\ny = 2\n");
    ProfileFile both =
        new AwsProfiles(() -> Optional.of(credentials), () -> Optional.of(config)).read();
    assertEquals(Map.of("x", "1"), both.profile("a").orElseThrow().properties());
    assertEquals(Map.of("y", "2"), both.profile("b").orElseThrow().properties());
  }

  @ParameterizedTest
  @CsvSource({
    "'[default]|hunter2', malformed on line 2",
    "'hunter2 = x', malformed on line 1",
    "'[default', malformed on line 1",
    "'[default]|  hunter2', malformed on line 2",
  })
  void malformedFileIsNamedWithItsLineAndWithoutItsContent(String text, String problem)
      throws Exception {
    Path file = Files.writeString(directory.resolve("credentials"), text.replace('|', '\n'));
    String message = failure(file);
    assertEquals("cannot use the AWS settings in " + file + ": " + problem, message);
    assertFalse(message.contains("hunter2"));
  }

  @Test
  void fileThatIsTooLargeOrNoFileIsRefused() throws Exception {
    Path large = Files.writeString(directory.resolve("large"), "#".repeat(1024 * 1024 + 1));
    assertTrue(failure(large).endsWith("larger than 1024 KiB"), failure(large));
    assertTrue(failure(Path.of("/dev/zero")).endsWith("not a regular file"));
    assertTrue(failure(directory.resolve("none")).endsWith("none does not exist"));
  }

  private static String failure(Path file) {
    ObjectStoreException failure =
        assertThrows(
            ObjectStoreException.class,
            () ->
                S3ObjectStore.open(
                    S3Server.location("traces", URI.create("http://127.0.0.1:1"), false),
                    new AwsProfiles(() -> Optional.of(file), Optional::empty),
                    AnonymousCredentialsProvider.create(),
                    Duration.ofSeconds(10),
                    1000));
    assertEquals(Kind.PERMANENT, failure.kind());
    return String.valueOf(failure.getMessage());
  }
}
