package procsnap.adapters.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.core.port.ProcessTableException;
import procsnap.core.process.CommandLine;
import procsnap.core.process.ProcessReading;

/** Kernel threads, half of all processes of a small machine: their empty files are not opened. */
class ProcfsProcessTableKernelThreadsTest {

  private static final int KERNEL_THREAD = 0x208040;

  @TempDir private Path root;

  private FakeProc proc;
  private ProcfsProcessTable table;

  @BeforeEach
  void aKernelThreadThatWasSampled() throws ProcessTableException {
    proc = new FakeProc(root).honest(1);
    kernelThread(2);
    table = ProcfsProcessTable.open(root);
    table.sampleCpu();
  }

  @Test
  void filesThatMustBeEmptyAreNotOpened() throws ProcessTableException {
    proc.file(2, "statm", "7 7\n").file(2, "cmdline", "opened\0");
    ProcessReading thread = Seen.by(table).pid(2);
    assertEquals(OptionalLong.of(0), thread.virtualBytes());
    assertEquals(OptionalLong.of(0), thread.residentBytes());
    assertEquals(CommandLine.EMPTY, thread.commandLine().orElseThrow());
  }

  @Test
  void allElseOfItIsRead() throws ProcessTableException {
    ProcessReading thread = Seen.by(table).pid(2);
    assertEquals("kworker/0:1", thread.comm().toString());
    assertEquals(30, thread.cpuTicks());
    assertEquals(OptionalLong.of(1000), thread.uid());
    assertEquals(OptionalLong.of(4096), thread.readBytes());
    assertEquals(Map.of(), thread.problems());
  }

  @Test
  void userProcessUnderAKernelThreadsPidIsReadWhole() throws ProcessTableException {
    proc.honest(2);
    ProcessReading process = Seen.by(table).pid(2);
    assertEquals("/bin/honest -x", process.commandLine().orElseThrow().joined().toString());
    assertEquals(OptionalLong.of(512 * 4096), process.residentBytes());
  }

  @Test
  void kernelThreadThatIsGoneIsNotShown() throws ProcessTableException {
    proc.without(2, "stat");
    assertThrows(AssertionError.class, () -> Seen.by(table).pid(2));
    assertEquals("/bin/honest -x", Seen.by(table).commandLine(1));
  }

  private void kernelThread(int pid) {
    String after = " 8 10 20 0 0 20 0 1 0 500 0 0\n";
    proc.honest(pid)
        .stat(pid, pid + " (kworker/0:1) I 2 0 0 0 -1 " + KERNEL_THREAD + " 5 6 7" + after)
        .file(pid, "statm", "0 0 0 0 0 0 0\n")
        .file(pid, "cmdline", "");
  }
}
