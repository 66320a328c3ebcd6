package procsnap.adapters.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableContract;
import procsnap.core.port.ProcessTableException;
import procsnap.core.process.CommandLine;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessReading;
import procsnap.testing.Needs;

/** Processes of this machine, some of them started to be odd. */
class ProcfsProcessTableLiveTest implements ProcessTableContract {

  private final List<Process> children = new ArrayList<>();

  @Override
  public ProcessTable table() {
    try {
      return ProcfsProcessTable.open(ProcfsProcessTable.DEFAULT_ROOT);
    } catch (ProcessTableException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void endChildren() {
    for (Process child : children) {
      child.descendants().forEach(ProcessHandle::destroyForcibly);
      child.destroyForcibly();
    }
  }

  @Test
  void ourOwnProcessIsThereAndRight() throws IOException, ProcessTableException {
    long pid = ProcessHandle.current().pid();
    ProcessReading own = Seen.by(table()).pid(pid);
    assertEquals(pid, table().ownPid().orElseThrow());
    assertEquals("java", own.comm().toString());
    assertEquals(ProcessHandle.current().parent().orElseThrow().pid(), own.parentPid());
    assertTrue(own.threads() > 1);
    byte[] raw = Files.readAllBytes(Path.of("/proc/self/cmdline"));
    assertEquals(CommandLine.parse(raw, raw.length), own.commandLine().orElseThrow());
    assertEquals(OptionalLong.of(ownUid()), own.uid());
    assertTrue(own.residentBytes().getAsLong() > 10_000_000);
    assertTrue(own.residentBytes().getAsLong() < own.virtualBytes().getAsLong());
    assertEquals(Map.of(), own.problems());
  }

  @Test
  @Needs("python3")
  void oddArgumentsAreReadAsTheyAre() throws Exception {
    Process child = start("sh", "-c", "exec sleep 60", "", "a b", "line\nbreak", "\"quoted\"");
    ProcessReading reading = await(child.pid(), r -> runs(r, "sleep"));
    assertEquals("sleep 60", reading.commandLine().orElseThrow().joined().toString());
    Process python =
        start(
            "python3",
            "-c",
            "import os; os.execv('/bin/sh',"
                + " [b'sh', b'-c', b'sleep 60; :', b'odd\\xff\\x1b[2J', b'', b' '])");
    ProcessReading odd = await(python.pid(), r -> runs(r, "sh"));
    assertEquals(
        "sh -c sleep 60; : odd\\xff\u001b[2J" + "   ",
        odd.commandLine().orElseThrow().joined().toString());
  }

  @Test
  @Needs("python3")
  void commandLineOfTwoMegabytesIsReadWhole() throws Exception {
    // 15 arguments of 131,071 bytes, the most that one may have.
    Process child =
        start(
            "python3",
            "-c",
            "import os; os.execv('/bin/sh', ['sh', '-c', 'sleep 60; :'] + ['x' * 131071] * 15)");
    ProcessReading reading = await(child.pid(), r -> runs(r, "sh"));
    assertEquals(
        "sh -c sleep 60; :".length() + 15 * (1 + 131_071),
        reading.commandLine().orElseThrow().joined().length());
    assertEquals(Map.of(), reading.problems());
  }

  @Test
  @Needs("python3")
  void nameWithBracketsAndLineBreakIsReadWhole() throws Exception {
    Process child =
        start(
            "python3",
            "-c",
            "import ctypes, time; ctypes.CDLL(None).prctl(15, b'a) R 1\\n(b', 0, 0, 0);"
                + " time.sleep(60)");
    ProcessReading odd = await(child.pid(), r -> name(r).startsWith("a)"));
    assertEquals(OsString.of("a) R 1\n(b"), odd.comm());
    assertEquals(ProcessHandle.current().pid(), odd.parentPid());
  }

  @Test
  @Needs("python3")
  void stoppedProcessAndZombieHaveTheirStates() throws Exception {
    Process stopped = start("sleep", "60");
    new ProcessBuilder("sh", "-c", "kill -STOP " + stopped.pid()).start().waitFor();
    await(stopped.pid(), r -> r.state() == 'T');
    Process parent =
        start(
            "python3",
            "-c",
            """
            import os, time
            pid = os.fork()
            if pid == 0: os._exit(0)
            print(pid, flush=True)
            time.sleep(60)
            """);
    long zombie = firstNumber(parent.getInputStream());
    ProcessReading dead = await(zombie, r -> r.state() == 'Z');
    assertEquals(CommandLine.EMPTY, dead.commandLine().orElseThrow());
    assertEquals(OptionalLong.of(0), dead.residentBytes());
    assertEquals(parent.pid(), dead.parentPid());
  }

  /** In the middle of execve(2) a process has its new name and no arguments yet. */
  /** Whether name and command line are both the program's: an exec may come between the two. */
  private static boolean runs(ProcessReading reading, String program) {
    return name(reading).equals(program)
        && reading.commandLine().orElseThrow().program(program.length()).toString().equals(program);
  }

  private static String name(ProcessReading reading) {
    return reading.comm().toString();
  }

  private Process start(String... command) throws IOException {
    Process child = new ProcessBuilder(command).start();
    children.add(child);
    return child;
  }

  /** Scans until a process is as it should be, half a minute at most. */
  private ProcessReading await(long pid, Predicate<ProcessReading> condition)
      throws ProcessTableException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < end) {
      ProcessReading reading = Seen.by(table()).processes().get((int) pid);
      if (reading != null && condition.test(reading)) {
        return reading;
      }
    }
    throw new AssertionError("process " + pid + " never was as it should be");
  }

  private static long ownUid() throws IOException {
    return firstNumber(new ProcessBuilder("id", "-ru").start().getInputStream());
  }

  private static long firstNumber(InputStream in) throws IOException {
    StringBuilder digits = new StringBuilder();
    for (int c = in.read(); c >= '0' && c <= '9'; c = in.read()) {
      digits.append((char) c);
    }
    return Long.parseLong(digits.toString());
  }
}
