package procsnap.core.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** What is sent, in which order, how long it is held on to, and what is told of it. */
class UploaderTest {

  private final FakeTime time = new FakeTime(Instant.EPOCH);
  private final InMemoryUploadQueue queue = new InMemoryUploadQueue();
  private final InMemoryObjectStore bucket = new InMemoryObjectStore();
  private final ScriptedObjectStore store = new ScriptedObjectStore(bucket);
  private final RecordedUploadEvents told = new RecordedUploadEvents();
  private final RecordedUploadEvents toldToAnother = new RecordedUploadEvents();
  private final StopSignal stop = new StopSignal();

  @AfterEach
  void everyoneWhoListensIsToldTheSame() {
    assertEquals(told.events(), toldToAnother.events());
  }

  @Test
  void everythingIsSentOldestFirstAndTheSnapshotBeforeItsManifest() {
    queue.publishSnapshot("2");
    queue.publishSnapshot("1");
    assertEquals(Drained.EMPTY, uploads(bucket).drain(stop));
    assertEquals(List.of("sent 1.csv", "sent 1.json", "sent 2.csv", "sent 2.json"), told.events());
    assertEquals(Set.of("1.csv", "1.json", "2.csv", "2.json"), bucket.objects().keySet());
  }

  @Test
  void nothingLeavesTheQueueBeforeTheStoreHasIt() throws StoreException {
    queue.publishSnapshot("1");
    bucket.fault(Fault.UNREACHABLE);
    store.atTry(4, stop::request);
    assertEquals(Drained.STOPPED, uploads(store).drain(stop));
    assertEquals(1, queue.count());
    assertEquals(List.of("lost connection refused"), told.events());
  }

  @Test
  void lostAnswerIsSeenAsSuccessAtTheNextTry() {
    queue.publishSnapshot("1");
    bucket.fault(Fault.ANSWER_LOST);
    store.atTry(3, () -> bucket.fault(Fault.NONE));
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertEquals(
        List.of("lost the answer did not come", "sent 1.csv", "sent 1.json", "back"),
        told.events());
    assertEquals(2, bucket.objects().size());
  }

  @Test
  void storeThatIsLostForDaysIsTriedEverLaterAndToldOnce() {
    queue.publishSnapshot("1");
    bucket.fault(Fault.UNREACHABLE);
    List<Long> triedAt = new ArrayList<>();
    store.atTry(1000, () -> bucket.fault(Fault.NONE));
    store.onTry(number -> triedAt.add(time.nanos()));
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertEquals(4, told.events().size());
    long longest = 0;
    for (int i = 1; i < triedAt.size(); i++) {
      longest = Math.max(longest, triedAt.get(i) - triedAt.get(i - 1));
    }
    assertTrue(longest > Duration.ofMinutes(4).toNanos(), "waits grow");
    assertTrue(longest <= Duration.ofMinutes(5).toNanos(), "to five minutes at most");
    assertTrue(triedAt.get(1) <= Duration.ofSeconds(1).toNanos(), "the first is short");
  }

  @Test
  void afterASuccessTheNextTroubleBeginsWithAShortWait() {
    queue.publishSnapshot("1");
    List<Long> triedAt = new ArrayList<>();
    store.onTry(number -> triedAt.add(time.nanos()));
    // Tries 21 and 22 send a snapshot, when another is there.
    store.atTry(22, () -> queue.publishSnapshot("2"));
    store.failWhen(
        (number, name) -> number <= 20 || number == 23,
        new ObjectStoreException(Kind.TRANSIENT, "not now"));
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertTrue(triedAt.get(23) - triedAt.get(22) <= Duration.ofSeconds(1).toNanos());
  }

  @Test
  void failureOfATryThatWasStoppedIsNotTold() throws StoreException {
    queue.publishSnapshot("1");
    bucket.fault(Fault.UNREACHABLE);
    store.atTry(1, stop::request);
    assertEquals(Drained.STOPPED, uploads(store).drain(stop));
    assertEquals(List.of(), told.events());
    assertEquals(1, queue.count());
  }

  @Test
  void whetherItIsWellAndHowFarItIsCanBeAskedFor() {
    queue.publishSnapshot("1");
    Uploader uploads = uploads(store);
    List<Boolean> wellAtTry = new ArrayList<>();
    store.onTry(number -> wellAtTry.add(uploads.isHealthy()));
    store.failWhen(
        (number, name) -> number == 1, new ObjectStoreException(Kind.TRANSIENT, "not now"));
    assertEquals(0, uploads.progress());
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals(List.of(true, false, false), wellAtTry);
    assertTrue(uploads.isHealthy());
    // What is in them is their names, 1.csv and 1.json.
    assertEquals(11, uploads.progress());
  }

  @Test
  void storeThatAsksToBeLeftAloneIsLeftAlone() {
    queue.publishSnapshot("1");
    List<Long> triedAt = new ArrayList<>();
    ObjectStoreException busy =
        new ObjectStoreException(
            Kind.TRANSIENT,
            "too many requests",
            Duration.ofSeconds(42),
            new IllegalStateException());
    store.onTry(number -> triedAt.add(time.nanos()));
    store.failWhen((number, name) -> number == 1, busy);
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    long waited = triedAt.get(1) - triedAt.get(0);
    assertTrue(waited >= Duration.ofSeconds(42).toNanos() && waited < 44_000_000_000L);
  }

  @Test
  void otherBytesInTheStoreAreToldAndTheManifestIsKeptBackToo() throws StoreException {
    bucket.objects().put("1.csv", new byte[] {1});
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    Uploader uploads = uploads(bucket);
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals(
        List.of("aside 1.json other bytes are there under 1.csv", "sent 2.csv", "sent 2.json"),
        told.events());
    assertEquals(1, queue.count());
    assertEquals(1, bucket.objects().get("1.csv").length);
    assertEquals(3, queue.lookUps(), "for both, for more, and in the second run");
  }

  @Test
  void storeThatTakesNothingIsLeftToPeople() throws StoreException {
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    queue.publishSnapshot("3");
    bucket.fault(Fault.REFUSING);
    Uploader uploads = uploads(bucket);
    assertEquals(Drained.REJECTED, uploads.drain(stop));
    assertEquals(2, bucket.puts(), "one more than the first, to know");
    assertEquals(Drained.REJECTED, uploads.drain(stop));
    assertEquals(
        List.of("refused access denied: give it the right to create"), told.events(), "told once");
    assertEquals(3, queue.count());
    bucket.fault(Fault.NONE);
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals("back", told.events().get(3));
    assertEquals(0, queue.count());
  }

  @Test
  void oneThatAloneIsRefusedDoesNotHoldUpTheOthers() throws StoreException {
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    store.failWhen(
        (number, name) -> number == 1, new ObjectStoreException(Kind.PERMANENT, "it is too large"));
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertEquals(
        List.of("sent 2.csv", "sent 2.json", "aside 1.json it is too large"), told.events());
    assertEquals(1, queue.count());
    assertEquals(2, queue.lookUps(), "for both, and for more");
  }

  @Test
  void clientThatFailsAsNobodyForesawDoesNotEndTheUpload() throws StoreException {
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    store.atTry(
        1,
        () -> {
          throw new IllegalStateException("with a secret");
        });
    assertEquals(Drained.EMPTY, uploads(store).drain(stop));
    assertEquals(
        "aside 1.json its client failed: java.lang.IllegalStateException", told.events().get(2));
    assertEquals(1, queue.count());
  }

  @Test
  void theOnlyOneThatIsRefusedIsTriedAgain() {
    queue.publishSnapshot("1");
    bucket.fault(Fault.REFUSING);
    Uploader uploads = uploads(bucket);
    assertEquals(Drained.REJECTED, uploads.drain(stop));
    assertEquals(1, bucket.puts(), "once a run");
    assertEquals(List.of("refused access denied: give it the right to create"), told.events());
    bucket.fault(Fault.NONE);
    assertEquals(Drained.EMPTY, uploads.drain(stop));
    assertEquals(2, bucket.objects().size());
  }

  @Test
  void oneThatFailsForEverLetsTheOthersPass() throws StoreException {
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    store.atTry(20, stop::request);
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
  void whatIsDamagedIsToldAndKept() throws StoreException {
    queue.publishSnapshot("1");
    queue.publishSnapshot("2");
    queue.damage("1.csv");
    assertEquals(Drained.EMPTY, uploads(bucket).drain(stop));
    assertEquals(
        List.of("unreadable 1.json 1.csv cannot be read", "sent 2.csv", "sent 2.json"),
        told.events());
    assertEquals(1, queue.count());
    assertEquals(2, queue.lookUps(), "for both, and for more");
  }

  @Test
  void queueThatCannotBeLookedThroughIsTold() {
    queue.unreadable(true);
    assertEquals(Drained.REJECTED, uploads(bucket).drain(stop));
    assertEquals(List.of("queue the directory is gone"), told.events());
  }

  @Test
  void backlogOfAMonthIsWalkedInBatches() throws StoreException {
    for (int i = 10_000; i < 18_640; i++) {
      queue.publishSnapshot(Integer.toString(i));
    }
    assertEquals(Drained.EMPTY, uploads(bucket).drain(stop));
    assertEquals(2 * 8640, bucket.objects().size());
    assertEquals(19, queue.lookUps(), "18 times 500 or fewer, and none");
    assertEquals(0, queue.count());
  }

  @Test
  void seededTroubleLosesAndDoublesNothing() throws StoreException {
    SplittableRandom random = new SplittableRandom(412);
    List<Fault> faults = List.of(Fault.NONE, Fault.UNREACHABLE, Fault.ANSWER_LOST);
    for (int i = 1000; i < 3000; i++) {
      queue.publishSnapshot(Integer.toString(i));
    }
    store.onTry(number -> bucket.fault(faults.get(random.nextInt(faults.size()))));
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
        UploadEvents.all(List.of(told, toldToAnother)));
  }
}
