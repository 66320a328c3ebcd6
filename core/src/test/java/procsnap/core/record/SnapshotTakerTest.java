package procsnap.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import procsnap.core.cpu.CpuHistory;
import procsnap.core.port.FakeProcessTable;
import procsnap.core.port.InMemorySnapshotStore;
import procsnap.core.port.InMemorySnapshotStore.Published;
import procsnap.core.port.StoreException;
import procsnap.core.privacy.CommandLinePolicy;
import procsnap.core.process.HostFacts;
import procsnap.core.process.OsString;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ReadProblem;
import procsnap.core.process.Visibility;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;
import procsnap.core.trace.ColumnGroup;
import procsnap.core.trace.MissedSnapshots;
import procsnap.core.trace.MissedSnapshots.Reason;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.SnapshotTally;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TracePlan;

/** Rules that make a snapshot complete, and the content of its rows and manifest. */
class SnapshotTakerTest {

  private static final Instant BOOT = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SECOND = 1_000_000_000L;

  private final FakeTime time = new FakeTime(BOOT);
  private final FakeProcessTable table = new FakeProcessTable(time);
  private final InMemorySnapshotStore store = new InMemorySnapshotStore();
  private final StopSignal stop = new StopSignal();
  private final CpuHistory history = new CpuHistory();

  @BeforeEach
  void openTraceAtAThousandSeconds() throws StoreException {
    time.pass(1_000 * SECOND);
    store.openTrace(
        new TraceDescription(
            time.now(),
            time.nanos(),
            table.tickClock(),
            new HostFacts(
                "Fake", Optional.empty(), "none", 1, OptionalLong.empty(), false, Optional.empty()),
            Visibility.ALL,
            new TracePlan(
                Duration.ZERO, Duration.ofMinutes(5), 1, Set.of(), new CommandLinePolicy.Clear()),
            Map.of()));
  }

  @Test
  void completeSnapshotHasARowForEveryProcess() {
    table.start(1, 5).named("init").running("/sbin/init", "splash").inState('S').used(7);
    table.start(2, 6).named("kthreadd").inState('I');
    SnapshotOutcome.Complete complete = assertInstanceOf(SnapshotOutcome.Complete.class, take(0));
    assertEquals(new SnapshotTally(2, 2, 0, 0, 0, 0, 0, 0), complete.facts().tally());
    List<SnapshotRow> rows = onlySnapshot().rows();
    assertEquals("init", rows.get(0).name().toString());
    assertEquals("/sbin/init splash", rows.get(0).commandLine().orElseThrow().toString());
    assertEquals(BOOT.plusMillis(50), rows.get(0).createdAt());
    assertEquals(70, rows.get(0).cpuMillis());
    assertEquals("idle", rows.get(1).status().label());
    assertEquals("", rows.get(1).commandLine().orElseThrow().toString());
    assertEquals(BOOT.plusSeconds(1_000), onlySnapshot().startedAt());
  }

  @Test
  void snapshotServesAsAReadingForTheNext() {
    table.start(1, 5).used(100);
    take(0);
    time.pass(5 * SECOND);
    table.start(1, 5).used(350);
    take(1);
    // 250 ticks in 5 s.
    SnapshotRow row = store.published().get(1).rows().get(0);
    assertEquals(OptionalDouble.of(50.0), row.cpu().fiveSeconds());
  }

  @Test
  void stopBeforeTheFirstProcessLeavesNothing() {
    table.start(1, 5);
    stop.request();
    assertEquals(new SnapshotOutcome.Interrupted(0), take(0));
    assertNothingPublished();
  }

  @Test
  void stopBetweenTwoProcessesDropsTheRows() {
    table.start(1, 5);
    table.start(2, 5);
    table.start(3, 5);
    table.beforeEach(
        index -> {
          if (index == 2) {
            stop.request();
          }
        });
    assertEquals(new SnapshotOutcome.Interrupted(2), take(0));
    assertNothingPublished();
  }

  @Test
  void stopAfterTheLastProcessButBeforeTheFlushDropsTheRows() {
    table.start(1, 5);
    table.afterLast(stop::request);
    assertEquals(new SnapshotOutcome.Interrupted(1), take(0));
    assertNothingPublished();
  }

  @Test
  void vanishedAndUnreadableProcessesLeaveNoRowAndAreCounted() {
    table.start(1, 5);
    table.start(2, 5).vanishing();
    table.start(3, 5).unreadable();
    table.start(4, 5).inState('?');
    SnapshotOutcome.Complete complete = assertInstanceOf(SnapshotOutcome.Complete.class, take(0));
    assertEquals(new SnapshotTally(4, 2, 1, 1, 0, 0, 1, 0), complete.facts().tally());
  }

  @Test
  void processWithAnImpossibleStartLosesOnlyItsOwnRow() {
    table.start(1, 5);
    table.start(2, Long.MAX_VALUE);
    table.start(3, 5);
    SnapshotOutcome.Complete complete = assertInstanceOf(SnapshotOutcome.Complete.class, take(0));
    assertEquals(new SnapshotTally(3, 2, 0, 1, 0, 0, 0, 0), complete.facts().tally());
  }

  @Test
  void storeFailureLeavesOnlyTheReading() {
    table.start(1, 5);
    table.start(2, 5);
    store.failAtAdd(1);
    assertEquals(Reason.STORE, assertInstanceOf(SnapshotOutcome.Failed.class, take(0)).reason());
    assertEquals(2, history.latest().orElseThrow().size());
    time.pass(SECOND);
    store.failAtDraft();
    assertInstanceOf(SnapshotOutcome.Failed.class, take(1));
    time.pass(SECOND);
    store.failAtPublish();
    assertInstanceOf(SnapshotOutcome.Failed.class, take(2));
    assertEquals(3, history.takenNanos().length);
    assertNothingPublished();
  }

  @Test
  void failedFirstSnapshotLeavesAReading() {
    store.failAtDraft();
    assertInstanceOf(SnapshotOutcome.Failed.class, take(0));
    assertEquals(time.nanos(), history.latest().orElseThrow().takenNanos());
  }

  @Test
  void truncatedAndTimedOutDetailsAreCounted() {
    table.start(1, 5).failing(ProcessDetail.COMMAND_LINE, ReadProblem.TRUNCATED);
    table.start(2, 5).failing(ProcessDetail.COMMAND_LINE, ReadProblem.TRUNCATED);
    table.start(3, 5).failing(ProcessDetail.MEMORY, ReadProblem.TIMEOUT);
    table.start(4, 5).failing(ProcessDetail.MEMORY, ReadProblem.DENIED);
    assertEquals(new SnapshotTally(4, 4, 0, 0, 2, 1, 0, 0), facts(take(0)).tally());
  }

  @Test
  void detailsOfRequestedColumnsAreRead() {
    table.start(1, 5).ownedBy(1_000);
    SnapshotTaker taker = taker(new CommandLinePolicy.Clear(), Set.of(ColumnGroup.UID));
    assertInstanceOf(SnapshotOutcome.Complete.class, taker.take(0, history, List.of()));
    assertEquals(OptionalLong.of(1_000), onlySnapshot().rows().get(0).uid());
  }

  @Test
  void detailsThatNoColumnNeedsAreNotRead() {
    table.start(1, 5).ownedBy(1_000);
    take(0);
    assertEquals(OptionalLong.empty(), onlySnapshot().rows().get(0).uid());
  }

  @Test
  void scanTimeIsFromTheStartOfTheSnapshotToItsLastRow() {
    table.start(1, 5);
    table.start(2, 5);
    table.beforeEach(index -> time.pass(SECOND));
    SnapshotFacts facts = facts(take(0));
    assertEquals(2 * SECOND, facts.cost().scanNanos());
    assertEquals(facts.startedAt().plusSeconds(2), facts.finishedAt());
  }

  @Test
  void unreadableTableIsReportedAsTheReason() {
    table.broken(true);
    assertEquals(
        Reason.PROCESS_TABLE, assertInstanceOf(SnapshotOutcome.Failed.class, take(0)).reason());
    assertNothingPublished();
  }

  @Test
  void policyIsAppliedToTheCommandLine() {
    table.start(1, 5).running("secret");
    taker(new CommandLinePolicy.Hashed(), Set.of()).take(0, history, List.of());
    String written = onlySnapshot().rows().get(0).commandLine().orElseThrow().toString();
    assertTrue(written.matches("[0-9a-f]{12}"), written);
  }

  @Test
  void rowsWithMaskedSecretsAreCounted() {
    table.start(1, 5).running("psql", "--password", "hunter2");
    table.start(2, 5).running("mysql", "-phunter2");
    table.start(3, 5).running("psql", "db");
    SnapshotTaker taker = taker(new CommandLinePolicy.Redacted(), Set.of());
    assertEquals(2, facts(taker.take(0, history, List.of())).tally().redacted());
    assertEquals(
        List.of(true, true, false),
        onlySnapshot().rows().stream().map(SnapshotRow::redacted).toList());
  }

  @Test
  void truncatedNameIsCompletedFromTheFirstArgument() {
    table.start(1, 5).named("gnome-software-").running("/usr/bin/gnome-software-service", "x");
    table.start(2, 5).named("gnome-software-").running("/usr/bin/other", "gnome-software-x");
    table.start(3, 5).named("short").running("/usr/bin/short-and-more");
    take(0);
    assertEquals(
        List.of("gnome-software-service", "gnome-software-", "short"),
        onlySnapshot().rows().stream().map(row -> row.name().toString()).toList());
  }

  @Test
  void truncatedNameIsCompletedFromTheExecutableWithEveryPolicy() {
    table.start(1, 5).named("gnome-software-").executing("gnome-software-service").running("title");
    table.start(2, 5).named("gnome-software-").executing("python3.11").running("python3.11", "x");
    taker(new CommandLinePolicy.Hashed(), Set.of()).take(0, history, List.of());
    assertEquals(List.of("gnome-software-service", "gnome-software-"), names());
  }

  /**
   * Such a process overwrites its arguments with a title: perl's $0, setproctitle, Node's title.
   */
  @Test
  void titleWithASecretStaysOutOfTheNameUnlessCommandLinesAreClear() {
    String title = "backup-nightly-job --password=hunter2";
    for (CommandLinePolicy policy :
        List.of(
            new CommandLinePolicy.Hashed(),
            new CommandLinePolicy.Keyed(new byte[16]),
            new CommandLinePolicy.Redacted())) {
      table.start(1, 5).named("backup-nightly-").executing("perl").running(title);
      time.pass(SECOND);
      taker(policy, Set.of()).take(0, history, List.of());
      assertEquals(List.of("backup-nightly-"), names(), policy.label());
    }
  }

  @Test
  void clearNameOfATitleEndsAtItsFirstBlank() {
    table.start(1, 5).named("backup-nightly-").running("backup-nightly-job --password=hunter2");
    take(0);
    assertEquals(List.of("backup-nightly-job"), names());
  }

  @Test
  void nameTruncatedWithinACharacterIsCompletedByItsBytes() {
    String whole = "кластер-монитор";
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
    table.start(1, 5).named(OsString.copyOf(bytes, 0, 15)).executing(whole).running("x");
    take(0);
    assertEquals(List.of(whole), names());
  }

  private List<String> names() {
    List<SnapshotRow> rows = store.published().get(store.published().size() - 1).rows();
    return rows.stream().map(row -> row.name().toString()).toList();
  }

  @Test
  void costAndUnaccountedTimeAreMeasuredSinceTheLastPublishedSnapshot() {
    table.ownPid(7);
    table.hostCpuTicks(1_000);
    table.start(7, 5).used(20);
    SnapshotTaker taker = taker(new CommandLinePolicy.Clear(), Set.of());
    SnapshotFacts first = facts(taker.take(0, history, List.of()));
    assertEquals(OptionalLong.of(200), first.cost().cpuMillis());
    assertEquals(OptionalDouble.empty(), first.unaccountedCpuPercent());

    time.pass(10 * SECOND);
    store.failAtPublish();
    table.hostCpuTicks(1_300);
    assertInstanceOf(SnapshotOutcome.Failed.class, taker.take(1, history, List.of()));

    time.pass(10 * SECOND);
    store.recover();
    table.hostCpuTicks(1_600);
    table.start(7, 5).used(70);
    List<MissedSnapshots> missed = List.of(new MissedSnapshots(1, 1, Reason.STORE));
    SnapshotFacts third = facts(taker.take(2, history, missed));
    // 500 ms of our own; 600 ticks of the host less our 50, in 20 s.
    assertEquals(OptionalLong.of(500), third.cost().cpuMillis());
    assertEquals(OptionalLong.of(7 * 1024), third.cost().residentBytes());
    assertEquals(OptionalDouble.of(27.5), third.unaccountedCpuPercent());
    assertEquals(missed, third.missedBefore());
  }

  private SnapshotOutcome take(long number) {
    return taker(new CommandLinePolicy.Clear(), Set.of()).take(number, history, List.of());
  }

  private SnapshotTaker taker(CommandLinePolicy policy, Set<ColumnGroup> columns) {
    return new SnapshotTaker(table, store, time, stop, columns, policy, table.tickClock());
  }

  private static SnapshotFacts facts(SnapshotOutcome outcome) {
    return assertInstanceOf(SnapshotOutcome.Complete.class, outcome).facts();
  }

  private Published onlySnapshot() {
    assertEquals(1, store.published().size());
    return store.published().get(0);
  }

  private void assertNothingPublished() {
    assertEquals(List.of(), store.published());
    assertEquals(0, store.openDrafts());
  }
}
