package procsnap.adapters.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that stay open from one CPU sample to the next. */
class OpenStatCacheTest {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @TempDir private Path directory;

  @Test
  void newProcessUnderAKnownPidIsReadAnew() throws Exception {
    FakeProc proc = new FakeProc(directory).honest(1).honest(2);
    ProcfsProcessTable table = ProcfsProcessTable.open(directory);
    table.sampleCpu();

    proc.without(2, "stat").named(2, "another", 'R');

    assertEquals("another", Seen.by(table).pid(2).comm().toString());
    assertEquals(2, table.sampleCpu().size());
    assertEquals("another", Seen.by(table).pid(2).comm().toString());
  }

  @Test
  void filesOfProcessesThatEndedAreClosed() throws Exception {
    ProcfsProcessTable table = ProcfsProcessTable.open(ProcfsProcessTable.DEFAULT_ROOT);
    List<Process> children = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        children.add(new ProcessBuilder("sleep", "1000").start());
      }
      table.sampleCpu();
      for (Process child : children) {
        assertTrue(openFiles().contains(statOf(child)), "stays open");
      }
    } finally {
      for (Process child : children) {
        child.destroyForcibly().waitFor();
      }
    }
    table.sampleCpu();
    for (Process child : children) {
      assertFalse(openFiles().contains(statOf(child)), "is closed");
    }
    assertTrue(openFiles().contains("/proc/" + ProcessHandle.current().pid() + "/stat"));
  }

  @ParameterizedTest
  @CsvSource({
    "'Max open files            1024                 524288               files', 512",
    "'Max open files            1048576              1048576              files', 4096",
    "'Max open files            1                    1                    files', 0",
    "'Max open files            none                 none                 files', 0",
    "'Max processes             96365                96365                processes', 0",
  })
  void halfOfTheDescriptorsAreUsedAtMost(String line, int most) throws IOException {
    Path limits =
        Files.writeString(directory.resolve("limits"), "Limit  Soft Limit\n" + line + "\n");
    assertEquals(most, keptUnder(limits));
  }

  @Test
  void withoutALimitNothingStaysOpen() throws IOException {
    assertEquals(0, keptUnder(directory.resolve("none")));
  }

  private static int keptUnder(Path limits) throws IOException {
    int[] pids = IntStream.range(1, 5_000).toArray();
    OpenStatCache cache = OpenStatCache.empty(limits).retain(pids);
    try (RandomAccessFile stat = new RandomAccessFile("/proc/self/stat", "r")) {
      return (int) IntStream.of(pids).takeWhile(pid -> cache.keep(pid, stat)).count();
    }
  }

  private static String statOf(Process process) {
    return "/proc/" + process.pid() + "/stat";
  }

  /** Files that this program has open, as the kernel lists them. */
  private static Set<String> openFiles() throws IOException {
    Set<String> names = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      for (Path descriptor : descriptors.toList()) {
        try {
          names.add(Files.readSymbolicLink(descriptor).toString());
        } catch (NoSuchFileException e) {
          // It was the listing's own.
        }
      }
    }
    return names;
  }
}
