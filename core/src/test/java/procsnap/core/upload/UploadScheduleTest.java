package procsnap.core.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;
import procsnap.core.upload.Uploader.Drained;

/** When uploads are due, with the shortest, the longest and a random spread. */
class UploadScheduleTest {

  private static final RandomGenerator SHORTEST = () -> 0;
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final FakeTime time = new FakeTime(Instant.EPOCH);
  private final StopSignal stop = new StopSignal();

  @Test
  void whatIsPendingAtTheStartIsUploadedFirst() {
    time.pass(seconds(7));
    assertEquals(seconds(7), schedule(SHORTEST).dueNanos());
    assertEquals(seconds(7 + 30), schedule(new LongestDraw()).dueNanos());
  }

  @Test
  void uploadsAreSpreadOverATenthOfTheIntervalUpToHalfAMinute() {
    assertEquals(seconds(1), spread(Duration.ofSeconds(10)));
    assertEquals(seconds(6), spread(Duration.ofMinutes(1)));
    assertEquals(seconds(30), spread(FIVE_MINUTES));
    assertEquals(seconds(30), spread(Duration.ofSeconds(301)));
    assertEquals(seconds(30), spread(Duration.ofHours(1)));
    assertEquals(0, spread(Duration.ofNanos(9)));
  }

  @Test
  void withoutAPublishedSnapshotNothingIsDue() {
    UploadSchedule schedule = schedule(SHORTEST);
    upload(schedule, Drained.EMPTY);
    assertEquals(UploadSchedule.IDLE, schedule.dueNanos());
    upload(schedule, Drained.STOPPED);
    assertEquals(UploadSchedule.IDLE, schedule.dueNanos());
  }

  @Test
  void publishedSnapshotIsUploadedAfterItsJitter() {
    UploadSchedule schedule = schedule(new LongestDraw());
    upload(schedule, Drained.EMPTY);
    time.pass(seconds(100));
    schedule.published(time.nanos());
    assertEquals(time.nanos() + seconds(30), schedule.dueNanos());
  }

  @Test
  void snapshotsPublishedWhileOneIsDueDoNotPostponeIt() {
    UploadSchedule schedule = schedule(new LongestDraw());
    time.pass(seconds(29));
    schedule.published(time.nanos());
    assertEquals(seconds(30), schedule.dueNanos());
  }

  @Test
  void snapshotPublishedDuringAnUploadIsDueAfterIt() {
    UploadSchedule schedule = schedule(SHORTEST);
    schedule.began();
    time.pass(seconds(50));
    schedule.published(time.nanos());
    time.pass(seconds(10));
    schedule.ended(Drained.EMPTY, time.nanos());
    assertEquals(seconds(50), schedule.dueNanos());
  }

  @Test
  void storeThatRejectsEverythingIsProbedEveryQuarterOfAnHour() {
    UploadSchedule schedule = schedule(SHORTEST);
    int probes = 0;
    while (time.nanos() < Duration.ofDays(1).toNanos()) {
      probes++;
      schedule.began();
      schedule.published(time.nanos());
      schedule.ended(Drained.REJECTED, time.nanos());
      assertEquals(time.nanos() + QUARTER.toNanos(), schedule.dueNanos());
      time.pass(seconds(300));
      schedule.published(time.nanos());
      time.waitUntil(schedule.dueNanos(), stop);
    }
    assertEquals(96, probes);
  }

  @Test
  void probesAreSpreadToo() {
    UploadSchedule schedule = schedule(new LongestDraw());
    upload(schedule, Drained.REJECTED);
    assertEquals(time.nanos() + QUARTER.toNanos() + seconds(30), schedule.dueNanos());
  }

  @Test
  void snapshotLeftOutDuringAPauseIsSentWithTheNextOne() {
    UploadSchedule schedule = schedule(SHORTEST);
    schedule.began();
    assertEquals(UploadSchedule.IDLE, schedule.dueNanos());
    time.pass(seconds(300));
    schedule.published(time.nanos());
    assertEquals(seconds(300), schedule.dueNanos());
  }

  @Test
  void thousandMachinesThatRecordAtTheSameInstantUploadOverHalfAMinute() {
    int[] machinesInSecond = new int[31];
    for (int machine = 0; machine < 1_000; machine++) {
      UploadSchedule schedule = schedule(new SplittableRandom(machine));
      machinesInSecond[(int) Duration.ofNanos(schedule.dueNanos()).toSeconds()]++;
    }
    for (int second = 0; second < 30; second++) {
      int machines = machinesInSecond[second];
      assertTrue(machines > 0 && machines < 100, "second " + second + ": " + machines);
    }
  }

  private UploadSchedule schedule(RandomGenerator random) {
    return new UploadSchedule(FIVE_MINUTES, random, time.nanos());
  }

  private void upload(UploadSchedule schedule, Drained result) {
    time.waitUntil(schedule.dueNanos(), stop);
    schedule.began();
    schedule.ended(result, time.nanos());
  }

  private static long spread(Duration interval) {
    return new UploadSchedule(interval, new LongestDraw(), 0).dueNanos();
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
