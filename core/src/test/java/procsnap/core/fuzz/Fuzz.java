package procsnap.core.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/**
 * Runs a fuzz target with every file of its corpus, in {@code src/test/resources/fuzz}, and with
 * mutations of these files. With {@code -Pfuzz}, also with inputs that Jazzer finds, guided by
 * coverage.
 */
public final class Fuzz {

  private static final long SEED = Long.getLong("procsnap.fault.seed", 20_261_123);

  private static final long INPUTS =
      Long.getLong(
          "procsnap.fault.inputs", Boolean.getBoolean("procsnap.fault.long") ? 20_000_000 : 10_000);

  /** Number of inputs for Jazzer; 0 without Jazzer. */
  private static final long GUIDED = Long.getLong("procsnap.fuzz.runs", 0);

  private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";

  private static final int MAX_CHANGES = 6;

  /** Bytes that parsers often mishandle. */
  private static final byte[] INTERESTING =
      " ()\n\r\t\0\\\"',:={}[]-+.09aZ\u007f".getBytes(StandardCharsets.US_ASCII);

  /** Fuzz target: takes an input and throws if the result is wrong. */
  public interface Target {
    void accept(byte[] input) throws Exception;
  }

  private Fuzz() {}

  /**
   * Runs a target.
   *
   * @param owner class that declares {@code fuzzerTestOneInput}; the directory of the corpus has
   *     its name
   */
  public static void run(Class<?> owner, Target target) throws IOException, InterruptedException {
    Path directory = Path.of("src/test/resources/fuzz", owner.getSimpleName());
    List<byte[]> corpus = corpus(directory);
    for (byte[] input : corpus) {
      check(target, input);
    }
    SplittableRandom random = new SplittableRandom(SEED);
    for (long i = 0; i < INPUTS; i++) {
      check(target, mutation(corpus, random));
    }
    System.out.printf(
        "%s: %d files and %d mutations of them, seed %d%n",
        owner.getSimpleName(), corpus.size(), INPUTS, SEED);
    if (GUIDED > 0) {
      runGuided(owner, directory);
    }
  }

  private static List<byte[]> corpus(Path directory) throws IOException {
    List<byte[]> corpus = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        corpus.add(Files.readAllBytes(file));
      }
    }
    Assertions.assertFalse(corpus.isEmpty());
    return corpus;
  }

  private static void check(Target target, byte[] input) {
    try {
      target.accept(input);
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError("failing input: " + HexFormat.of().formatHex(input), e);
    }
  }

  /** Mutates a file of the corpus, possibly joining it with the end of another. */
  private static byte[] mutation(List<byte[]> corpus, SplittableRandom random) {
    byte[] input = corpus.get(random.nextInt(corpus.size()));
    int changes = 1 + random.nextInt(MAX_CHANGES);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(input.length + 1);
      int to = Math.min(input.length, at + random.nextInt(8));
      input =
          switch (random.nextInt(6)) {
            case 0 -> joined(input, 0, at, random(random), input, to, input.length);
            case 1 -> joined(input, 0, at, interesting(random), input, at, input.length);
            case 2 -> joined(input, 0, at, interesting(random), input, to, input.length);
            case 3 -> joined(input, 0, to, new byte[0], input, at, input.length);
            case 4 -> joined(input, 0, at, new byte[0], input, to, input.length);
            default -> {
              byte[] other = corpus.get(random.nextInt(corpus.size()));
              int from = random.nextInt(other.length + 1);
              yield joined(input, 0, at, new byte[0], other, from, other.length);
            }
          };
    }
    return input;
  }

  private static byte[] random(SplittableRandom random) {
    byte[] bytes = new byte[1 + random.nextInt(4)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] interesting(SplittableRandom random) {
    return new byte[] {INTERESTING[random.nextInt(INTERESTING.length)]};
  }

  private static byte[] joined(
      byte[] head, int headFrom, int headTo, byte[] middle, byte[] tail, int tailFrom, int tailTo) {
    byte[] joined = new byte[headTo - headFrom + middle.length + tailTo - tailFrom];
    System.arraycopy(head, headFrom, joined, 0, headTo - headFrom);
    System.arraycopy(middle, 0, joined, headTo - headFrom, middle.length);
    System.arraycopy(tail, tailFrom, joined, headTo - headFrom + middle.length, tailTo - tailFrom);
    return joined;
  }

  /**
   * Runs Jazzer in a JVM of its own, so that its agent does not conflict with those of the tests.
   */
  private static void runGuided(Class<?> owner, Path corpus)
      throws IOException, InterruptedException {
    Path work = Files.createDirectories(Path.of("target/fuzz", owner.getSimpleName()));
    Path log = work.resolve("log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin/java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path", "")),
                JAZZER,
                "--target_class=" + owner.getName(),
                "--instrumentation_includes=procsnap.**",
                "--reproducer_path=" + work,
                "-artifact_prefix=" + work + "/",
                "-runs=" + GUIDED,
                Files.createDirectories(work.resolve("found")).toString(),
                corpus.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(1, TimeUnit.DAYS)) {
      process.destroyForcibly();
    }
    String said = Files.readString(log, StandardCharsets.UTF_8);
    String end = said.substring(Math.max(0, said.length() - 2_000));
    Assertions.assertEquals(0, process.exitValue(), end);
    Assertions.assertTrue(said.contains("Done " + GUIDED + " runs"), end);
    System.out.printf("%s: %d inputs guided by coverage%n", owner.getSimpleName(), GUIDED);
  }
}
