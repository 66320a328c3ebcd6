package procsnap.core.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedule of a trace; all times are whole seconds from its start. */
class TraceScheduleTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long NO_END = Long.MAX_VALUE;

  @Test
  void snapshotsAreDueAtMultiplesOfTheInterval() {
    TraceSchedule schedule = every(300, NO_END);
    assertEquals(0, schedule.dueNanos(0));
    assertEquals(300 * SECOND, schedule.dueNanos(1));
    assertEquals(1_051_200L * 300 * SECOND, schedule.dueNanos(1_051_200));
  }

  @Test
  void firstSnapshotIsDueAtOnce() {
    assertEquals(List.of("snapshot 0 at 0"), steps(every(300, NO_END), 1));
  }

  @Test
  void defaultIntervalTakesThreeScansPerPeriod() {
    assertEquals(
        List.of(
            "snapshot 0 at 0",
            "sample at 180",
            "sample at 295",
            "snapshot 1 at 300",
            "sample at 480",
            "sample at 595",
            "snapshot 2 at 600"),
        steps(every(300, NO_END), 7));
  }

  @Test
  void intervalThatDoesNotDivideAnHourNeedsASeparateScanForTheHour() {
    // Snapshot 9 is due at 3,780 s; its hour begins at 180 s, 2 min at 3,660 s, 5 s at 3,775 s.
    assertEquals(
        List.of(
            "snapshot 0 at 0",
            "sample at 180",
            "sample at 300",
            "sample at 415",
            "snapshot 1 at 420"),
        steps(every(420, NO_END), 5));
  }

  @Test
  void intervalShorterThanAWindowIsServedBySnapshotsOrSamplesBetweenThem() {
    // 2 s: the 5 s before an even second begin at an odd one; 2 min and 1 h at snapshots.
    assertEquals(
        List.of("snapshot 0 at 0", "sample at 1", "snapshot 1 at 2", "sample at 3"),
        steps(every(2, NO_END), 4));
    // 5 s: every window of every snapshot begins at a snapshot.
    assertEquals(
        List.of("snapshot 0 at 0", "snapshot 1 at 5", "snapshot 2 at 10"),
        steps(every(5, NO_END), 3));
  }

  @Test
  void instantWithinOnePercentOfAWindowIsServedByItsNeighbor() {
    // 301 s: an hour before snapshot 12 (3,612 s) is 12 s after snapshot 0; 36 s would be near.
    assertEquals(
        List.of("snapshot 0 at 0", "sample at 181", "sample at 296", "snapshot 1 at 301"),
        steps(every(301, NO_END), 4));
  }

  /**
   * Where the hour of a later snapshot begins between snapshots 0 and 1 depends on the interval.
   */
  @ParameterizedTest
  @CsvSource({
    "304, 48 184 299, 48 s after snapshot 0",
    "303, 183 298, 36 s after it",
    "296, 176 248 291, 48 s before snapshot 1",
    "297, 177 292, 36 s before it",
    "299, 179 294, 12 s before it",
    "587, 467 509 582, 42 s after the sample for 2 min",
    "586, 466 581, 36 s after it",
    "700, 580 695, 20 s after it",
  })
  void hourThatStartsWithin36SecondsOfAnotherScanNeedsNoSeparateScan(
      long interval, String samples, String hourBegins) {
    List<String> expected = new ArrayList<>(List.of("snapshot 0 at 0"));
    for (int number = 1; number <= 3; number++) {
      for (String second : samples.split(" ", -1)) {
        expected.add("sample at " + ((number - 1) * interval + Long.parseLong(second)));
      }
      expected.add("snapshot " + number + " at " + number * interval);
    }
    assertEquals(expected, steps(every(interval, NO_END), expected.size()), hourBegins);
  }

  @Test
  void unneededSamplesAreNotTaken() {
    assertEquals(List.of("snapshot 0 at 0", "end"), steps(every(300, 1), 2));
    assertEquals(
        List.of("snapshot 0 at 0", "sample at 180", "sample at 295", "snapshot 1 at 300", "end"),
        steps(every(300, 2), 5));
    // 420 s: the scan for the hour serves snapshot 9.
    assertEquals("sample at 180", steps(every(420, 10), 2).get(1));
    assertEquals("sample at 300", steps(every(420, 9), 2).get(1));
  }

  @Test
  void leadIsMeasuredFromItsStartAndFromEachWindowsStart() {
    assertEquals(List.of("sample at 0", "snapshot 0 at 5", "end"), steps(lead(5), 3));
    assertEquals(
        List.of("sample at 0", "sample at 5", "snapshot 0 at 10", "end"), steps(lead(10), 4));
    assertEquals(List.of("sample at 0", "snapshot 0 at 3", "end"), steps(lead(3), 3));
  }

  @Test
  void lateSnapshotIsTakenAtOnceAndTheCadenceIsKept() {
    TraceSchedule schedule = every(300, NO_END);
    assertEquals(
        new Step.TakeSnapshot(1, 300 * SECOND, 0), schedule.next(0, 295 * SECOND, 599 * SECOND));
    assertEquals(
        new Step.TakeSnapshot(2, 600 * SECOND, 0), schedule.next(1, 300 * SECOND, 601 * SECOND));
  }

  @Test
  void snapshotsOverdueByAnIntervalAreSkippedAndNeverBunched() {
    TraceSchedule schedule = every(300, NO_END);
    // Eight hours suspended: numbers 2 to 96 are skipped, 97 is taken, the next is on the old grid.
    Step step = schedule.next(1, 300 * SECOND, (300 + 8 * 3_600 + 10) * SECOND);
    assertEquals(new Step.TakeSnapshot(97, 29_100 * SECOND, 95), step);
    assertEquals(
        new Step.Sample(29_280 * SECOND),
        schedule.next(97, 29_100 * SECOND, (29_100 + 11) * SECOND));
  }

  @Test
  void onlyTheLatestOverdueSampleIsTaken() {
    TraceSchedule schedule = every(300, NO_END);
    assertEquals(new Step.Sample(295 * SECOND), schedule.next(0, 0, 295 * SECOND));
    assertEquals(new Step.Sample(295 * SECOND), schedule.next(0, 0, 297 * SECOND));
    assertEquals(
        new Step.TakeSnapshot(1, 300 * SECOND, 0), schedule.next(0, 295 * SECOND, 297 * SECOND));
  }

  @Test
  void lastSnapshotIsTakenEvenIfVeryLate() {
    TraceSchedule schedule = every(300, 3);
    assertEquals(new Step.TakeSnapshot(2, 600 * SECOND, 1), schedule.next(0, 0, 100_000 * SECOND));
    assertInstanceOf(Step.End.class, schedule.next(2, 600 * SECOND, 100_001 * SECOND));
  }

  @Test
  void onlyReadingsAtTheStartOfAWindowAreNeeded() {
    TraceSchedule schedule = every(300, NO_END);
    // Just after snapshot 12 at 3,600 s: of the hour's 37 readings the 13 snapshots are needed,
    // but the first, whose hour is over.
    long[] taken =
        LongStream.rangeClosed(0, 12)
            .flatMap(k -> LongStream.of(300 * k - 120, 300 * k - 5, 300 * k))
            .filter(second -> second >= 0)
            .map(second -> second * SECOND)
            .toArray();
    BitSet needed = schedule.needed(taken, 13, 3_600 * SECOND);
    assertArrayEquals(
        LongStream.rangeClosed(1, 12).map(k -> 300 * k * SECOND).toArray(),
        needed.stream().mapToLong(i -> taken[i]).toArray());
  }

  @Test
  void lateReadingNearestToAWindowsStartIsNeeded() {
    TraceSchedule schedule = every(300, NO_END);
    // The scan 5 s before snapshot 1 was taken a second late.
    long[] taken = {0, 180 * SECOND, 296 * SECOND};
    assertEquals(3, schedule.needed(taken, 1, 296 * SECOND).cardinality());
  }

  @Test
  void readingServesAllWindowsThatStartWithinOnePercentOfIt() {
    // Just after snapshot 99 at 3,564 s: for an hour one reading in 72 s will do, since it serves
    // the windows that begin 36 s after it; the last 2 min need theirs.
    long[] taken = LongStream.rangeClosed(0, 99).map(k -> 36 * k * SECOND).toArray();
    assertEquals(
        IntStream.rangeClosed(0, 99).filter(k -> k % 2 == 0 || k >= 97).boxed().toList(),
        every(36, NO_END).needed(taken, 100, 3_564 * SECOND).stream().boxed().toList());
  }

  @Test
  void latestReadingIsKeptForAWindowThatStartsSlightlyLater() {
    // The hour of snapshot 25 (7,525 s) begins 12 s after snapshot 13.
    long[] taken = {3_612 * SECOND, 3_913 * SECOND};
    assertEquals(2, every(301, NO_END).needed(taken, 14, 3_913 * SECOND).cardinality());
  }

  @Test
  void readingIsNotKeptForASnapshotThatThereWillNotBe() {
    // Snapshot 13 is the last: its hour begins at 300 s, that of a snapshot 14 would at 600 s.
    long[] taken = {300 * SECOND, 600 * SECOND, 3_600 * SECOND};
    assertEquals(
        List.of(0, 2), every(300, 14).needed(taken, 13, 3_600 * SECOND).stream().boxed().toList());
  }

  @Test
  void withoutReadingsNoneIsNeeded() {
    assertEquals(0, every(300, NO_END).needed(new long[0], 0, 0).cardinality());
  }

  @Test
  void planWithoutSenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TraceSchedule(0, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new TraceSchedule(0, -1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new TraceSchedule(0, 0, 1, 0));
  }

  private static TraceSchedule every(long seconds, long count) {
    return new TraceSchedule(0, 0, seconds * SECOND, count);
  }

  private static TraceSchedule lead(long seconds) {
    return new TraceSchedule(0, seconds * SECOND, 300 * SECOND, 1);
  }

  /** Follows the schedule, always in time. */
  private static List<String> steps(TraceSchedule schedule, int count) {
    List<String> steps = new ArrayList<>();
    long lastSnapshot = TraceSchedule.NONE;
    long lastSample = -1;
    long now = 0;
    while (steps.size() < count) {
      Step step = schedule.next(lastSnapshot, lastSample, now);
      if (step instanceof Step.Sample sample) {
        now = sample.dueNanos();
        lastSample = now;
        steps.add("sample at " + now / SECOND);
      } else if (step instanceof Step.TakeSnapshot snapshot) {
        now = snapshot.dueNanos();
        lastSample = now;
        lastSnapshot = snapshot.number();
        steps.add("snapshot " + lastSnapshot + " at " + now / SECOND);
      } else {
        steps.add("end");
      }
    }
    return steps;
  }
}
