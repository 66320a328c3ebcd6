package procsnap.adapters.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.core.cpu.CpuReadings.CpuReading;
import procsnap.core.port.ProcessTable.ScanCount;
import procsnap.core.port.ProcessTableException;
import procsnap.core.process.CommandLine;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessId;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.ReadProblem;
import procsnap.core.process.TickClock;

/** A process table of characters, each odd in its own way, among ordinary ones. */
class ProcfsProcessTableTest {

  @TempDir private Path root;

  private FakeProc proc;

  @BeforeEach
  void honestProcesses() {
    proc = new FakeProc(root).honest(1).honest(999);
  }

  @Test
  void everythingIsReadOfAnHonestProcess() throws ProcessTableException {
    ProcessReading honest = scan().pid(1);
    assertEquals(new ProcessId(1, 500), honest.id());
    assertEquals("honest", honest.comm().toString());
    assertEquals('S', honest.state());
    assertEquals(1, honest.parentPid());
    assertEquals(3, honest.threads());
    assertEquals(30, honest.cpuTicks());
    assertEquals(OptionalLong.of(1024 * 4096), honest.virtualBytes());
    assertEquals(OptionalLong.of(512 * 4096), honest.residentBytes());
    assertEquals("/bin/honest -x", honest.commandLine().orElseThrow().joined().toString());
    assertEquals(OptionalLong.of(1000), honest.uid());
    assertEquals("1:cpu:/a;0::/b", honest.cgroup().orElseThrow().toString());
    assertEquals(OptionalLong.of(4096), honest.readBytes());
    assertEquals(OptionalLong.of(8192), honest.writtenBytes());
    assertEquals(Map.of(), honest.problems());
  }

  @ParameterizedTest
  @CsvSource({
    "a-name-of-15byt, /usr/bin/a-name-of-15bytes-and-more, a-name-of-15bytes-and-more",
    "a-name-of-15byt, /usr/bin/a-name-of-15bytes (deleted), a-name-of-15bytes",
    "a-name-of-14by, /usr/bin/a-name-of-14bytes, ",
    "a-name-of-15byt, , "
  })
  void executableIsReadWhereTheNameMayBeCut(String comm, String target, String executable)
      throws ProcessTableException {
    proc.named(7, comm, 'S');
    if (target != null) {
      proc.link(7, "exe", target);
    }
    assertEquals(
        Optional.ofNullable(executable), scan().pid(7).executable().map(OsString::toString));
  }

  @Test
  void kernelThreadHasNoExecutable() throws ProcessTableException {
    proc.stat(7, "7 (kworker/u64:3-events) I 2 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 500 0 0\n")
        .link(7, "exe", "/usr/bin/kworker/u64:3-events");
    assertEquals(Optional.empty(), scan().pid(7).executable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a) R 1 (b",
        "",
        ")",
        "(",
        "two\nlines",
        "tab\there",
        "esc\u001b[2J",
        "\u00ff\u00fe",
        "=1+1",
        ",\"",
        "kworker/u8:3-ext4-rsv-conversion-and-more"
      })
  void anyNameIsReadAsItIs(String comm) throws ProcessTableException {
    proc.named(2, comm, 'R');
    ProcessReading odd = scan().pid(2);
    byte[] expected = comm.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertTrue(Arrays.equals(expected, odd.comm().toByteArray()));
    assertEquals('R', odd.state());
    assertEquals(500, odd.id().startTicks());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "garbage",
        "2 (cut",
        "2 (cut) S",
        "2 (cut) S 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 3 0",
        "2 (huge) S 1 2 3 0 -1 4 5 6 7 8 1000000000000000000000000000000 20 0 0 20 0 3 0 500 9",
        "2 (negative) S 1 2 3 0 -1 4 5 6 7 8 -10 20 0 0 20 0 3 0 500 9",
        "2 (letters) S 1 2 3 0 -1 4 5 6 7 8 1x 20 0 0 20 0 3 0 500 9",
      })
  void statWithoutSenseCostsTheProcessAndNoOther(String line) throws ProcessTableException {
    proc.honest(2).stat(2, line);
    Seen seen = scan();
    assertEquals(Set.of(1, 999), seen.processes().keySet());
    assertEquals(new ScanCount(3, 0, 1), seen.count());
    assertEquals(2, table().sampleCpu().size());
  }

  @Test
  void fieldsOfAFutureKernelAreIgnored() throws ProcessTableException {
    proc.stat(1, "1 (future) S 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 3 0 500 9 9 x y -7 1e9\n");
    assertEquals(30, scan().pid(1).cpuTicks());
  }

  @Test
  void startOfTwoHundredYearsAfterBootIsRead() throws ProcessTableException {
    proc.stat(1, "1 (late) S 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 3 0 700000000000 9 9\n");
    assertEquals(700_000_000_000L, scan().pid(1).id().startTicks());
  }

  /** As of a process that is an hour older than its time namespace: -3600 s modulo 2^64 ns. */
  @Test
  void startBeforeTheBootOfATimeNamespaceIsNegative() throws ProcessTableException {
    proc.stat(1, "1 (early) S 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 3 0 1844674047370 9 9\n");
    assertEquals(-360_001, scan().pid(1).id().startTicks());
  }

  @Test
  void kernelThreadAndZombieHaveAnEmptyCommandLineAndNoSize() throws ProcessTableException {
    proc.named(2, "kthreadd", 'I').file(2, "cmdline", "").file(2, "statm", "0 0 0 0 0 0 0\n");
    proc.honest(3)
        .stat(3, "3 (dead) Z 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 1 0 500 9 9\n")
        .file(3, "cmdline", "")
        .file(3, "statm", "0 0 0 0 0 0 0\n");
    Seen seen = scan();
    assertEquals(Optional.of(CommandLine.EMPTY), seen.pid(2).commandLine());
    assertEquals(OptionalLong.of(0), seen.pid(3).residentBytes());
    assertEquals('Z', seen.pid(3).state());
    assertEquals(Map.of(), seen.pid(3).problems());
  }

  /**
   * pthread_exit in the first thread: the process goes on, and the kernel shows its memory as 0.
   */
  @Test
  void sizeOfAProcessWhoseFirstThreadHasEndedIsUnknown() throws ProcessTableException {
    proc.honest(2)
        .stat(2, "2 (server) Z 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 4 0 500 9 9\n")
        .file(2, "statm", "0 0 0 0 0 0 0\n");
    ProcessReading reading = scan().pid(2);
    assertEquals(OptionalLong.empty(), reading.residentBytes());
    assertEquals(OptionalLong.empty(), reading.virtualBytes());
    assertEquals(Map.of(ProcessDetail.MEMORY, ReadProblem.GONE), reading.problems());
  }

  @Test
  void fileThatTheKernelDoesNotHaveIsAbsent() throws ProcessTableException {
    proc.honest(2).without(2, "io").without(2, "cgroup");
    assertEquals(
        Map.of(ProcessDetail.CGROUP, ReadProblem.ABSENT, ProcessDetail.IO, ReadProblem.ABSENT),
        scan().pid(2).problems());
  }

  @Test
  void sizeBeyondFourPebibytesIsRead() throws ProcessTableException {
    proc.honest(2).file(2, "statm", "2199023255552 512 1 1 0 1 0\n");
    assertEquals(OptionalLong.of(2_199_023_255_552L * 4096), scan().pid(2).virtualBytes());
  }

  @Test
  void forbiddenDetailCostsItsOwnCellsOnly() throws ProcessTableException {
    proc.honest(2).refused(2, "cmdline").refused(2, "io");
    ProcessReading guarded = scan().pid(2);
    assertEquals(
        Map.of(
            ProcessDetail.COMMAND_LINE, ReadProblem.DENIED, ProcessDetail.IO, ReadProblem.DENIED),
        guarded.problems());
    assertEquals(Optional.empty(), guarded.commandLine());
    assertEquals(OptionalLong.empty(), guarded.readBytes());
    assertEquals(OptionalLong.of(512 * 4096), guarded.residentBytes());
  }

  @Test
  void detailWithoutSenseCostsItsOwnCellsOnly() throws ProcessTableException {
    proc.honest(2).file(2, "statm", "").file(2, "status", "Name: x\n").file(2, "io", "rchar: 1\n");
    ProcessReading odd = scan().pid(2);
    assertEquals(
        Map.of(
            ProcessDetail.MEMORY, ReadProblem.INVALID,
            ProcessDetail.UID, ReadProblem.INVALID,
            ProcessDetail.IO, ReadProblem.INVALID),
        odd.problems());
    assertEquals(OptionalLong.empty(), odd.virtualBytes());
    assertEquals("/bin/honest -x", odd.commandLine().orElseThrow().joined().toString());
  }

  @Test
  void processWithoutStatIsUnreadableAndOneWithoutDirectoryHasVanished() throws Exception {
    proc.honest(2).without(2, "stat");
    // A link to nowhere is listed and is gone when it is looked at.
    Files.createSymbolicLink(root.resolve("3"), root.resolve("nowhere"));
    Seen seen = scan();
    assertEquals(new ScanCount(4, 1, 1), seen.count());
    assertEquals(Set.of(1, 999), seen.processes().keySet());
  }

  @Test
  void namesThatAreNoPidsAreNotListed() throws ProcessTableException {
    for (String name : new String[] {"007", "12a", "0", "-5", "99999999999", "sys"}) {
      proc.directory(name);
    }
    assertEquals(new ScanCount(2, 0, 0), scan().count());
  }

  @Test
  void commandLineIsReadToTheCapAndNotBeyond() throws ProcessTableException {
    int cap = ProcessFiles.COMMAND_LINE_CAP;
    proc.honest(2).bytes(2, "cmdline", filled(cap));
    proc.honest(3).bytes(3, "cmdline", filled(cap + 1));
    proc.honest(4).bytes(4, "cmdline", filled(cap + 100_000));
    Seen seen = scan();
    assertEquals(Map.of(), seen.pid(2).problems());
    for (int pid = 2; pid <= 4; pid++) {
      assertEquals(cap, seen.pid(pid).commandLine().orElseThrow().joined().length());
    }
    Map<ProcessDetail, ReadProblem> cut = Map.of(ProcessDetail.COMMAND_LINE, ReadProblem.TRUNCATED);
    assertEquals(cut, seen.pid(3).problems());
    assertEquals(cut, seen.pid(4).problems());
    assertEquals("/bin/honest -x", seen.commandLine(999));
  }

  @Test
  void sampleHasTheCpuTimeOfEveryProcessAndOfTheHost() throws ProcessTableException {
    var sample = table().sampleCpu();
    assertEquals(2, sample.size());
    assertEquals(Optional.of(30L), sample.find(1, 500).map(CpuReading::cpuTicks));
    // user 100, nice 20, system 30, irq 6, softirq 7; neither idle, iowait nor steal.
    assertEquals(OptionalLong.of(163), sample.hostTicks());
  }

  @Test
  void clockIsCountedFromBoot() throws ProcessTableException {
    TickClock clock = table().tickClock();
    assertEquals(100, clock.ticksPerSecond());
    Duration upByMonotonic = Duration.ofNanos(System.nanoTime() - clock.monotonicNanosAt(0));
    Duration upByWall = Duration.between(clock.zeroInstant(), Instant.now());
    for (Duration up : List.of(upByMonotonic, upByWall)) {
      assertTrue(up.toMillis() >= 1_000_500 && up.toMillis() < 1_060_000, up::toString);
    }
  }

  @Test
  void tableOfAnotherMachineDoesNotKnowUs() throws ProcessTableException {
    assertEquals(OptionalInt.empty(), table().ownPid());
    assertEquals(OptionalLong.of(2048 * 1024), table().host().memoryBytes());
    assertEquals(Optional.empty(), table().host().bootId());
  }

  @Test
  void directoryThatIsNoProcIsRefusedWithTheReason() throws IOException {
    Files.delete(root.resolve("uptime"));
    assertTrue(openingFails(root).contains("subset=pid"));
    Files.createDirectory(root.resolve("uptime"));
    assertTrue(openingFails(root).contains("uptime cannot be read: "));
    assertTrue(openingFails(root).contains("(Is a directory)"));
    assertTrue(openingFails(root.resolve("nowhere")).contains("is /proc mounted?"));
  }

  private static String openingFails(Path directory) {
    return String.valueOf(
        assertThrows(ProcessTableException.class, () -> ProcfsProcessTable.open(directory))
            .getMessage());
  }

  private Seen scan() throws ProcessTableException {
    return Seen.by(table());
  }

  private ProcfsProcessTable table() throws ProcessTableException {
    return ProcfsProcessTable.open(root);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }
}
