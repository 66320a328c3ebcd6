package procsnap.core.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import procsnap.core.port.InMemoryObjectStore;
import procsnap.core.port.InMemoryObjectStore.Fault;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import procsnap.core.port.StoreException;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;
import procsnap.core.upload.Uploader.Drained;

/** What is sent, in which order, for how long it is retried, and which events report it. */
class UploaderTest {

  private final FakeTime time = new FakeTime(Instant.EPOCH);
  private final InMemoryUploadQueue queue = new InMemoryUploadQueue();
  private final InMemoryObjectStore bucket = new InMemoryObjectStore();
  private final ScriptedObjectStore store = new ScriptedObjectStore(bucket);
  private final RecordedUploadEvents events = new RecordedUploadEvents();
  private final RecordedUploadEvents otherEvents = new RecordedUploadEvents();
  private final StopSignal stop = new StopSignal();

  @AfterEach
  void allListenersSeeTheSameEvents() {
    assertEquals(events.events(), otherEvents.events());
  }

  @Test
  void everythingIsSentOldestFirstAndTheSnapshotBeforeItsManifest() {
    queue.publishSnapshot("2");
    queue.publishSnapshot("1");
    assertEquals(Drained.EMPTY, uploads(bucket).drain(stop));
    assertEquals(
        List.of("uploaded 1.csv", "uploaded 1.json", "uploaded 2.csv", "uploaded 2.json"),
        events.events());
    assertEquals(Set.of("1.csv", "1.json", "2.csv", "2.json"), bucket.objects().keySet());
  }

  @Test
  void nothingLeavesTheQueueBeforeTheStoreConfirmsIt() throws StoreException {
    queue.publishSnapshot("1");
    bucket.fault(Fault.UNREACHABLE);
    store.atAttempt(4, stop::request);
    assertEquals(Drained.STOPPED, uploads(store).drain(stop));
    assertEquals(1, queue.count());
    assertEquals(List.of("unreachable connection refused"), events.events());
  }

  @Test
  void lostResponseTurnsOutAsSuccessAtTheNextAttempt() {
    queue.publishSnapshot("1");
    bucket.fault(Fault.ANSWER_LOST);
    store.atAttempt(3, () -> bucket.fault(Fault.NONE));
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertEquals(
        List.of(
            "unreachable the response was lost", "uploaded 1.csv", "uploaded 1.json", "recovered"),
        events.events());
    assertEquals(2, bucket.objects().size());
  }

  @Test
  void storeUnreachableForDaysIsTriedLessAndLessOftenAndReportedOnce() {
    queue.publishSnapshot("1");
    bucket.fault(Fault.UNREACHABLE);
    List<Long> attemptedAt = new ArrayList<>();
    store.atAttempt(1000, () -> bucket.fault(Fault.NONE));
    store.onAttempt(number -> attemptedAt.add(time.nanos()));
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertEquals(4, events.events().size());
    long longest = 0;
    for (int i = 1; i < attemptedAt.size(); i++) {
      longest = Math.max(longest, attemptedAt.get(i) - attemptedAt.get(i - 1));
    }
    assertTrue(longest > Duration.ofMinutes(4).toNanos(), "waits grow");
    assertTrue(longest <= Duration.ofMinutes(5).toNanos(), "to five minutes at most");
    assertTrue(attemptedAt.get(1) <= Duration.ofSeconds(1).toNanos(), "the first is short");
  }

  @Test
  void afterASuccessTheNextTroubleStartsWithAShortWait() {
    queue.publishSnapshot("1");
    List<Long> attemptedAt = new ArrayList<>();
    store.onAttempt(number -> attemptedAt.add(time.nanos()));
    // Attempts 21 and 22 send a snapshot; then there is another.
    store.atAttempt(22, () -> queue.publishSnapshot("2"));
    store.failWhen(
        (number, name) -> number <= 20 || number == 23,
        new ObjectStoreException(Kind.TRANSIENT, "not now"));
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertTrue(attemptedAt.get(23) - attemptedAt.get(22) <= Duration.ofSeconds(1).toNanos());
  }

  @Test
  void failureOfAStoppedAttemptIsNotReported() throws StoreException {
    queue.publishSnapshot("1");
    bucket.fault(Fault.UNREACHABLE);
    store.atAttempt(1, stop::request);
    assertEquals(Drained.STOPPED, uploads(store).drain(stop));
    assertEquals(List.of(), events.events());
    assertEquals(1, queue.count());
  }

  @Test
  void healthAndProgressCanBeAskedForAtAnyTime() {
    queue.publishSnapshot("1");
    Uploader uploads = uploads(store);
    List<Boolean> healthyAtAttempt = new ArrayList<>();
    store.onAttempt(number -> healthyAtAttempt.add(uploads.isHealthy()));
    store.failWhen(
        (number, name) -> number == 1, new ObjectStoreException(Kind.TRANSIENT, "not now"));
    assertEquals(0, uploads.progress());
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals(List.of(true, false, false), healthyAtAttempt);
    assertTrue(uploads.isHealthy());
    // The content of each is its name, 1.csv and 1.json.
    assertEquals(11, uploads.progress());
  }

  @Test
  void storeIsGivenTheWaitItAsksFor() {
    queue.publishSnapshot("1");
    List<Long> attemptedAt = new ArrayList<>();
    ObjectStoreException busy =
        new ObjectStoreException(
            Kind.TRANSIENT,
            "too many requests",
            Duration.ofSeconds(42),
            new IllegalStateException());
    store.onAttempt(number -> attemptedAt.add(time.nanos()));
    store.failWhen((number, name) -> number == 1, busy);
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    long waited = attemptedAt.get(1) - attemptedAt.get(0);
    assertTrue(waited >= Duration.ofSeconds(42).toNanos() && waited < 44_000_000_000L);
  }

  @Test
  void otherBytesInTheStoreQuarantineTheManifestToo() throws StoreException {
    bucket.objects().put("1.csv", new byte[] {1});
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    Uploader uploads = uploads(bucket);
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals(
        List.of(
            "quarantined 1.json other bytes already exist under 1.csv",
            "uploaded 2.csv",
            "uploaded 2.json"),
        events.events());
    assertEquals(1, queue.count());
    assertEquals(1, bucket.objects().get("1.csv").length);
    assertEquals(3, queue.lookUps(), "one for both, one for more, one in the second run");
  }

  @Test
  void storeThatRejectsEverythingIsLeftToTheCaller() throws StoreException {
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    queue.publishSnapshot("3");
    bucket.fault(Fault.REFUSING);
    Uploader uploads = uploads(bucket);
    assertEquals(Drained.REJECTED, uploads.drain(stop));
    assertEquals(2, bucket.puts(), "a second one, to know whether it is the store");
    assertEquals(Drained.REJECTED, uploads.drain(stop));
    assertEquals(
        List.of("rejected access denied: give it the right to create"),
        events.events(),
        "reported once");
    assertEquals(3, queue.count());
    bucket.fault(Fault.NONE);
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals("recovered", events.events().get(3));
    assertEquals(0, queue.count());
  }

  @Test
  void publicationThatAloneIsRejectedDoesNotHoldUpTheOthers() throws StoreException {
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    store.failWhen(
        (number, name) -> number == 1, new ObjectStoreException(Kind.PERMANENT, "it is too large"));
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertEquals(
        List.of("uploaded 2.csv", "uploaded 2.json", "quarantined 1.json it is too large"),
        events.events());
    assertEquals(1, queue.count());
    assertEquals(2, queue.lookUps(), "one for both, one for more");
  }

  @Test
  void bugInAClientDoesNotEndTheUpload() throws StoreException {
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    store.atAttempt(
        1,
        () -> {
          throw new IllegalStateException("with a secret");
        });
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertEquals(
        "quarantined 1.json its client failed: java.lang.IllegalStateException",
        events.events().get(2));
    assertEquals(1, queue.count());
  }

  @Test
  void responseThatExhaustsTheStackOfAClientDoesNotEndTheUpload() throws StoreException {
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    store.atAttempt(
        1,
        () -> {
          throw new StackOverflowError();
        });
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertEquals(1, queue.count());
  }

  @Test
  void failureOfTheQueueThatNobodyForesawEndsThisDrainAloneAndIsReported() throws StoreException {
    queue.publishSnapshot("1");
    Uploader uploads = uploads(bucket);
    queue.failing(new IllegalStateException("with a secret"));
    assertEquals(Drained.REJECTED, uploads.drain(stop));
    assertEquals(
        List.of("rejected its client failed: java.lang.IllegalStateException"), events.events());
    assertFalse(uploads.isHealthy());
    queue.failing(null);
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals(0, queue.count());
  }

  @Test
  void onlyPendingPublicationThatIsRejectedIsTriedAgain() {
    queue.publishSnapshot("1");
    bucket.fault(Fault.REFUSING);
    Uploader uploads = uploads(bucket);
    assertEquals(Drained.REJECTED, uploads.drain(stop));
    assertEquals(1, bucket.puts(), "once per run");
    assertEquals(List.of("rejected access denied: give it the right to create"), events.events());
    bucket.fault(Fault.NONE);
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals(2, bucket.objects().size());
  }

  @Test
  void publicationThatKeepsFailingLetsTheOthersPass() throws StoreException {
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    store.atAttempt(20, stop::request);
    List<String> tried = new ArrayList<>();
    store.failWhen(
        (number, name) -> {
          tried.add(name);
          return name.startsWith("1");
        },
        new ObjectStoreException(Kind.TRANSIENT, "the checksum in the answer is wrong"));
    assertEquals(Drained.STOPPED, uploads(store).drain(stop));
    assertEquals(List.of("1.csv", "1.csv", "1.csv", "2.csv", "2.json"), tried.subList(0, 5));
    assertEquals(Set.of("2.csv", "2.json"), bucket.objects().keySet());
    assertEquals(1, queue.count());
  }

  @Test
  void damagedPublicationIsReportedAndKept() throws StoreException {
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    queue.damage("1.csv");
    assertEquals(Drained.EMPTY, uploads(bucket).drain(stop));
    assertEquals(
        List.of("unreadable 1.json 1.csv cannot be read", "uploaded 2.csv", "uploaded 2.json"),
        events.events());
    assertEquals(1, queue.count());
    assertEquals(2, queue.lookUps(), "one for both, one for more");
  }

  @Test
  void unreadableQueueIsReportedOnceUntilItIsReadableAgain() {
    queue.publishSnapshot("1");
    queue.unreadable(true);
    Uploader uploads = uploads(bucket);
    assertEquals(Drained.REJECTED, uploads.drain(stop));
    assertEquals(Drained.REJECTED, uploads.drain(stop));
    assertEquals(List.of("queue unreadable the directory is gone"), events.events());
    queue.unreadable(false);
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals(
        List.of("queue recovered", "uploaded 1.csv", "uploaded 1.json"),
        events.events().subList(1, 4));
    queue.unreadable(true);
    assertEquals(Drained.REJECTED, uploads.drain(stop));
    assertEquals(5, events.events().size());
  }

  @Test
  void backlogOfAMonthIsWalkedInBatches() throws StoreException {
    for (int i = 10_000; i < 18_640; i++) {
      queue.publishSnapshot(Integer.toString(i));
    }
    assertEquals(Drained.EMPTY, uploads(bucket).drain(stop));
    assertEquals(2 * 8640, bucket.objects().size());
    assertEquals(19, queue.lookUps(), "18 batches of up to 500, and an empty one");
    assertEquals(0, queue.count());
  }

  @Test
  void seededFaultsLoseAndDuplicateNothing() throws StoreException {
    SplittableRandom random = new SplittableRandom(412);
    List<Fault> faults = List.of(Fault.NONE, Fault.UNREACHABLE, Fault.ANSWER_LOST);
    for (int i = 1000; i < 3000; i++) {
      queue.publishSnapshot(Integer.toString(i));
    }
    store.onAttempt(number -> bucket.fault(faults.get(random.nextInt(faults.size()))));
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertEquals(0, queue.count());
    assertEquals(4000, bucket.objects().size());
    bucket
        .objects()
        .forEach((name, bytes) -> assertEquals(name, new String(bytes, StandardCharsets.UTF_8)));
  }

  private Uploader uploads(ObjectStore store) {
    return new Uploader(
        queue,
        store,
        new Throttle(Throttle.UNLIMITED, time),
        time,
        new Backoff(new SplittableRandom(1)),
        UploadEvents.all(List.of(events, otherEvents)));
  }
}
