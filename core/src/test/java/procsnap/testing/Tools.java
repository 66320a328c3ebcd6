package procsnap.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Tools that tests need from the machine. The list, in the resource {@code tools}, is the one that
 * {@code verify.sh} installs from.
 *
 * <p>{@code -Dprocsnap.tests.skip=none} turns every skip into a failure; {@code
 * -Dprocsnap.tests.without=npm,root} treats what it names as missing.
 */
public final class Tools {

  private static final boolean SKIPS_FAIL =
      "none".equals(System.getProperty("procsnap.tests.skip"));

  private static final Set<String> WITHOUT =
      Set.of(System.getProperty("procsnap.tests.without", "").split(",", -1));

  /** The PATH of an ordinary user may lack the directories of root's commands. */
  private static final List<String> DIRECTORIES =
      Stream.concat(
              Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)),
              Stream.of("/usr/sbin", "/sbin"))
          .toList();

  private static final Map<String, Tool> ALL = all();

  private static final Pattern CAPABILITIES =
      Pattern.compile("^CapEff:\\s*(\\p{XDigit}+)$", Pattern.MULTILINE);

  private static final int CAP_SYS_ADMIN = 21;

  /**
   * One line of the list.
   *
   * @param probe a command, or the path of a file
   * @param debianPackage what to install where it is missing
   */
  private record Tool(String name, String probe, String debianPackage) {

    static Tool parse(String line) {
      String[] words = line.split(" +", -1);
      return new Tool(words[0], words[1], words[2]);
    }

    boolean isInstalled() {
      return probe.startsWith("/")
          ? Files.exists(Path.of(probe))
          : DIRECTORIES.stream()
              .anyMatch(directory -> Files.isExecutable(Path.of(directory, probe)));
    }
  }

  private Tools() {}

  /** Skips the running test where one of these is missing. */
  public static void require(String... tools) {
    Stream.of(tools)
        .flatMap(tool -> whyMissing(tool).stream())
        .findFirst()
        .ifPresent(
            reason -> {
              requireSkipsAllowed(reason);
              Assumptions.abort(reason);
            });
  }

  /** Reason to skip what needs this tool, if there is one. */
  static Optional<String> whyMissing(String name) {
    Tool tool = ALL.get(name);
    if (tool == null) {
      throw new IllegalArgumentException("'" + name + "' is not in the list of tools");
    }
    return tool.isInstalled() && !WITHOUT.contains(name)
        ? Optional.empty()
        : Optional.of("needs " + name + ": apt install " + tool.debianPackage());
  }

  /** Reason to skip what only root may do, if there is one. */
  static Optional<String> whyNotRoot(String purpose) {
    return isRoot() && !WITHOUT.contains("root")
        ? Optional.empty()
        : Optional.of("needs root: " + purpose);
  }

  /** Root in an unprivileged container may do none of it. */
  private static boolean isRoot() {
    try {
      Matcher effective = CAPABILITIES.matcher(Files.readString(Path.of("/proc/self/status")));
      return "root".equals(System.getProperty("user.name"))
          && effective.find()
          && (Long.parseUnsignedLong(effective.group(1), 16) >> CAP_SYS_ADMIN & 1) == 1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void requireSkipsAllowed(String reason) {
    if (SKIPS_FAIL) {
      Assertions.fail(reason + " (-Dprocsnap.tests.skip=none allows no skips)");
    }
  }

  private static Map<String, Tool> all() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Tools.class.getResourceAsStream("tools"), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Tool::parse)
          .collect(Collectors.toMap(Tool::name, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
