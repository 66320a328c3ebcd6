package procsnap.adapters.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.core.process.Visibility;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/**
 * A /proc mounted with hidepid, in namespaces of the test's own: what root sees, and what a user
 * sees from whom others are hidden.
 */
@NeedsRoot("it mounts a file system")
@Needs({"mount", "unshare", "setpriv"})
class ProcfsProcessTableHidepidTest {

  private static final String NOBODY = "setpriv --reuid 65534 --regid 65534 --clear-groups ";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"noaccess", "invisible", "ptraceable"})
  void rootSeesThroughHidepid(String hidepid) throws IOException, InterruptedException {
    assertEquals("false " + hidepid + " true", lookUnder(hidepid, ""));
  }

  @ParameterizedTest
  @CsvSource({"noaccess", "invisible", "ptraceable"})
  void userFromWhomOthersAreHiddenIsToldSo(String hidepid)
      throws IOException, InterruptedException {
    assertEquals("true " + hidepid + " false", lookUnder(hidepid, NOBODY));
  }

  @Test
  void userSeesAllWithoutHidepid() throws IOException, InterruptedException {
    assertEquals("false off true", lookUnder("off", NOBODY));
  }

  /** Runs {@link LookAround} under a new /proc, next to one process of root. */
  private String lookUnder(String hidepid, String as) throws IOException, InterruptedException {
    // Only root may have access to the classes of the build.
    Path copy = directory.resolve("classes");
    run("cp -rL . " + copy + " && chmod -R a+rX " + directory, Path.of("target/classes"));
    run("cp -rL . " + copy + " && chmod -R a+rX " + directory, Path.of("target/test-classes"));
    String core =
        Path.of(Visibility.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString();
    run(
        "cp -rL " + core + " " + directory.resolve("core") + " && chmod -R a+rX " + directory,
        directory);
    String option = hidepid.equals("off") ? "" : "-o hidepid=" + hidepid + " ";
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    return run(
            "exec unshare --pid --fork --mount sh -c '"
                + "mount -t proc "
                + option
                + "proc /proc && sleep 30 & "
                + "mount -t proc "
                + option
                + "proc /proc && "
                + as
                + java
                + " -XX:-UsePerfData -cp "
                + copy
                + ":"
                + directory.resolve("core")
                + " "
                + LookAround.class.getName()
                + "; kill $!'",
            directory)
        .strip();
  }

  private static String run(String script, Path in) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", script)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
