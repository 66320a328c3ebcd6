package procsnap.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import procsnap.core.trace.MissedSnapshots.Reason;

class MissedSnapshotsTest {

  private static final MissedSnapshots RUN = new MissedSnapshots(3, 5, Reason.LATE);

  @Test
  void countIncludesFirstAndLast() {
    assertEquals(3, RUN.count());
  }

  @Test
  void runIsContinuedOnlyByTheNextNumberWithTheSameReason() {
    assertTrue(RUN.continuedBy(new MissedSnapshots(6, 9, Reason.LATE)));
    assertFalse(RUN.continuedBy(new MissedSnapshots(7, 9, Reason.LATE)));
    assertFalse(RUN.continuedBy(new MissedSnapshots(5, 9, Reason.LATE)));
    assertFalse(RUN.continuedBy(new MissedSnapshots(6, 9, Reason.STORE)));
  }
}
