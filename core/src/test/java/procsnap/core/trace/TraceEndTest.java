package procsnap.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import procsnap.core.trace.MissedSnapshots.Reason;

class TraceEndTest {

  @Test
  void traceWithASnapshotIsNoFailureHoweverManyAreMissed() {
    assertFailure(false, TraceEnd.Reason.FINISHED, 1, missed(Reason.STORE));
    assertFailure(false, TraceEnd.Reason.STOPPED, 1, missed(Reason.STORE));
  }

  @Test
  void traceThatEndsByItselfWithoutASnapshotIsAFailureWhateverTheReason() {
    assertFailure(true, TraceEnd.Reason.FINISHED, 0, missed(Reason.STORE));
    assertFailure(true, TraceEnd.Reason.FINISHED, 0, missed(Reason.PAUSED));
  }

  @Test
  void stoppedTraceIsAFailureOnlyWhenASnapshotFailed() {
    for (Reason reason : List.of(Reason.STORE, Reason.PROCESS_TABLE, Reason.LATE)) {
      assertFailure(true, TraceEnd.Reason.STOPPED, 0, missed(reason));
    }
    assertFailure(false, TraceEnd.Reason.STOPPED, 0, missed(Reason.PAUSED));
    assertFailure(false, TraceEnd.Reason.STOPPED, 0, List.of());
  }

  @Test
  void failureBeforeAPauseStaysAFailure() {
    assertFailure(
        true,
        TraceEnd.Reason.STOPPED,
        0,
        List.of(new MissedSnapshots(0, 0, Reason.STORE), new MissedSnapshots(1, 5, Reason.PAUSED)));
  }

  private static List<MissedSnapshots> missed(Reason reason) {
    return List.of(new MissedSnapshots(0, 2, reason));
  }

  private static void assertFailure(
      boolean failure, TraceEnd.Reason reason, long snapshots, List<MissedSnapshots> missed) {
    TraceEnd end = new TraceEnd(reason, Instant.EPOCH, snapshots, 0, 0, 0, 3, missed);
    assertEquals(failure, end.isFailure(), end::toString);
  }
}
