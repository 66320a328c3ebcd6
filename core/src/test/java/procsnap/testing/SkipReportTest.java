package procsnap.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkipReportTest {

  private static final Instant BEGIN = Instant.parse("2026-11-28T12:00:00Z");

  @TempDir private Path root;

  @Test
  void skipsOfAllModulesAreCountedByReason() throws Exception {
    report("core/target/surefire-reports/TEST-One.xml", "<testcase/><testcase/>", 0);
    report(
        "app/target/failsafe-reports/TEST-Two.xml",
        "<testcase><skipped message='needs root: it mounts'/></testcase><testcase/>",
        1);
    report(
        "app/target/surefire-reports/TEST-Three.xml",
        "<testcase><skipped message='needs zsh: apt install zsh'/></testcase>"
            + "<testcase><skipped message='needs zsh: apt install zsh'/></testcase>",
        1);
    assertEquals(
        """
        3 tests ran, 3 were skipped:
            2  needs zsh: apt install zsh
            1  needs root: it mounts
        """,
        SkipReport.of(root, BEGIN).toString());
  }

  @Test
  void reportOfAnEarlierBuildIsNotCounted() throws Exception {
    report("core/target/surefire-reports/TEST-One.xml", "<testcase/>", 0);
    report("core/target/surefire-reports/TEST-Old.xml", "<testcase/>", -1);
    assertEquals("1 test ran, none was skipped\n", SkipReport.of(root, BEGIN).toString());
  }

  private void report(String name, String testCases, int secondsAfterBegin) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(root.resolve(name + "/..").normalize());
    Files.writeString(file, "<testsuite>" + testCases + "</testsuite>");
    Files.setLastModifiedTime(file, FileTime.from(BEGIN.plusSeconds(secondsAfterBegin)));
  }
}
