package procsnap.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.cli.Packaged;
import procsnap.cli.StoreServers;

/**
 * Ten thousand secrets in command lines: in anonymous mode no byte written, logged or sent contains
 * a part of one. In no mode does it contain a secret of procsnap's own.
 */
@Execution(ExecutionMode.CONCURRENT)
class CanariesIT {

  private static final int SECRETS = 10_000;
  private static final int LENGTH = 20;

  /** Number of consecutive letters that identify a secret; hashes contain none of these letters. */
  private static final int PIECE = 8;

  private static final String LETTERS = "ghijklmnopqrstuvwxyz";

  @TempDir private Path directory;

  private final Map<String, Integer> pieces = new HashMap<>();
  private Path proc;

  @BeforeEach
  void secretsInCommandLines() throws IOException {
    Random random = new Random(Extent.SEED);
    List<String> commandLines = new ArrayList<>();
    for (int i = 0; i < SECRETS; i++) {
      StringBuilder secret = new StringBuilder();
      for (int k = 0; k < LENGTH; k++) {
        secret.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      for (int k = 0; k + PIECE <= LENGTH; k++) {
        pieces.put(secret.substring(k, k + PIECE), i);
      }
      String[] ways = {
        "/usr/bin/mysql\0-p" + secret + "\0db\0",
        secret + "\0--verbose\0",
        "sh\0-c\0export TOKEN=" + secret + " && run\0",
        "java\0-jar\0x.jar\0--password\0" + secret + "\0",
        "backup-nightly-job --password=" + secret + " --host db"
      };
      commandLines.add(ways[i % ways.length]);
    }
    proc = SmallMachine.at(directory.resolve("proc"), commandLines);
  }

  @Test
  void noneIsFoundInAnonymousModeAndAllAreInClear() throws Exception {
    Path key = directory.resolve("key");
    Files.writeString(key, "0123456789abcdef0123456789abcdef");
    Files.setAttribute(key, "unix:mode", 0600);
    assertEquals(Set.of(), found("hashed", "--anonymous"));
    assertEquals(Set.of(), found("keyed", "--anonymous-key=" + key));
    assertEquals(SECRETS, found("clear").size(), "the search finds what is there");
  }

  /** Secrets found in what a trace writes, logs and sends. */
  private Set<Integer> found(String name, String... options) throws Exception {
    try (StoreServers.Server server = StoreServers.S3.start();
        RecordingProxy proxy = RecordingProxy.before(server.endpoint())) {
      Path run = Files.createDirectory(directory.resolve(name));
      List<String> arguments = new ArrayList<>(List.of("trace", "--snapshots=1", "-v"));
      arguments.addAll(List.of("--output=out", "--keep-local", "--proc-root=" + proc));
      arguments.addAll(server.arguments(proxy.endpoint()));
      arguments.addAll(List.of(options));
      Packaged program =
          Packaged.start(
              run, server.environment(proxy.endpoint()), arguments.toArray(String[]::new));
      assertEquals(0, program.exitCode(), program::standardError);
      byte[] sent = proxy.sent();
      assertTrue(sent.length > 500_000, sent.length + " bytes were sent");

      Set<Integer> found = new HashSet<>(secretsIn(sent));
      found.addAll(secretsIn(program.standardError().getBytes(ISO_8859_1)));
      found.addAll(secretsIn(program.standardOutput().getBytes(ISO_8859_1)));
      List<byte[]> written = written(run);
      for (byte[] file : written) {
        found.addAll(secretsIn(file));
      }
      for (byte[] place : List.of(sent, program.standardError().getBytes(ISO_8859_1))) {
        assertFalse(new String(place, ISO_8859_1).contains(server.secret()), "our own secret");
      }
      for (byte[] file : written) {
        assertFalse(new String(file, ISO_8859_1).contains(server.secret()), "our own secret");
      }
      return found;
    }
  }

  private static List<byte[]> written(Path run) throws IOException {
    List<byte[]> written = new ArrayList<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        written.add(Files.readAllBytes(file));
      }
    }
    return written;
  }

  private Set<Integer> secretsIn(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    Set<Integer> found = new HashSet<>();
    for (int i = 0; i + PIECE <= text.length(); i++) {
      Integer secret = pieces.get(text.substring(i, i + PIECE));
      if (secret != null) {
        found.add(secret);
      }
    }
    return found;
  }
}
