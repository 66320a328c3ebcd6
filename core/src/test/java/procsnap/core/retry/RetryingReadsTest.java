package procsnap.core.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import procsnap.core.port.BytesContent;
import procsnap.core.port.FailingObjectStore;
import procsnap.core.port.Listings;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import procsnap.core.time.FakeTime;
import procsnap.core.time.StopSignal;

/** Objects and listings of a store that fails now and then. */
final class RetryingReadsTest {

  private final ObjectStoreException busy =
      new ObjectStoreException(Kind.TRANSIENT, "503 SlowDown");

  private final FailingObjectStore store = new FailingObjectStore();
  private final FakeTime time = new FakeTime(Instant.EPOCH);
  private final StopSignal stop = new StopSignal();
  private final RetryingReads reads = new RetryingReads(store, time, stop);

  @BeforeEach
  void putFourObjects() throws ObjectStoreException {
    for (String name : List.of("a", "b", "c", "d")) {
      store.putIfAbsent(name, BytesContent.of("content of " + name));
    }
  }

  @Test
  void objectIsReadOnceWhenNothingFails() throws Exception {
    assertEquals("content of a", read("a"));
    assertEquals("read a\n", store.requests());
    assertEquals(0, time.nanos());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "3, 6"})
  void objectIsReadAgainAfter1And2And3Seconds(int failures, int seconds) throws Exception {
    for (int i = 0; i < failures; i++) {
      store.failRead(busy);
    }
    assertEquals("content of a", read("a"));
    assertWaited(Duration.ofSeconds(seconds));
  }

  @Test
  void fourthFailureIsFinal() {
    for (int i = 0; i < 4; i++) {
      store.failRead(busy);
    }
    assertSame(busy, assertThrows(ObjectStoreException.class, () -> read("a")));
    assertEquals("read a\n".repeat(4), store.requests());
    assertWaited(Duration.ofSeconds(6));
  }

  @Test
  void brokenTransferIsReadAgainFromItsBeginning() throws Exception {
    store.cutTransfers(3);
    assertEquals("content of a", read("a"));
    assertWaited(Duration.ofSeconds(6));
  }

  @Test
  void fourthBrokenTransferIsFinal() {
    store.cutTransfers(4);
    assertThrows(IOException.class, () -> read("a"));
    assertWaited(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @EnumSource(names = {"PERMANENT", "CONFLICT", "MISSING"})
  void onlyTransientFailuresAreRepeated(Kind kind) {
    store.failRead(new ObjectStoreException(kind, "told to fail"));
    store.failListing(0, new ObjectStoreException(kind, "told to fail"));
    assertEquals(kind, assertThrows(ObjectStoreException.class, () -> read("a")).kind());
    assertEquals(kind, assertThrows(ObjectStoreException.class, this::list).kind());
    assertWaited(Duration.ZERO);
  }

  @Test
  void malformedContentIsNotReadAgain() {
    assertThrows(
        IllegalStateException.class,
        () ->
            reads.read(
                "a",
                in -> {
                  throw new IllegalStateException("malformed");
                }));
    assertEquals("read a\n", store.requests());
  }

  @ParameterizedTest(name = "asked for {0} s, waited {1} s")
  @CsvSource({"0, 1", "1, 1", "7, 7", "60, 60", "61, 60", "86400, 60"})
  void storeIsLeftAloneForAsLongAsItAsksUpToAMinute(int asked, int waited) throws Exception {
    store.failRead(busyFor(Duration.ofSeconds(asked)));
    read("a");
    assertWaited(Duration.ofSeconds(waited));
    store.failListing(0, busyFor(Duration.ofSeconds(asked)));
    list();
    assertWaited(Duration.ofSeconds(2L * waited));
  }

  @Test
  void listingContinuesAfterTheLastName() throws Exception {
    store.failListing(2, busy);
    assertEquals(List.of("a", "b", "c", "d"), list());
    assertEquals("list  after \nlist  after b\n", store.requests());
    assertWaited(Duration.ofSeconds(1));
  }

  @Test
  void listingThatFailsAtItsBeginningStartsWhereItWasToStart() throws Exception {
    store.failListing(0, busy);
    assertEquals(
        List.of("b", "c", "d"),
        Listings.rest(reads.list("", "a")).stream().map(StoredObject::name).toList());
    assertEquals("list  after a\nlist  after a\n", store.requests());
  }

  @Test
  void attemptsAreCountedAnewAfterEachObject() throws Exception {
    for (int object = 0; object < 2; object++) {
      store.failListing(1, busy);
      store.failListing(0, busy);
      store.failListing(0, busy);
    }
    assertEquals(List.of("a", "b", "c", "d"), list());
    assertWaited(Duration.ofSeconds(12));
  }

  @Test
  void listingThatFailsFourTimesInARowFails() {
    for (int i = 0; i < 4; i++) {
      store.failListing(0, busy);
    }
    assertSame(busy, assertThrows(ObjectStoreException.class, this::list));
    assertEquals("list  after \n".repeat(4), store.requests());
    assertWaited(Duration.ofSeconds(6));
  }

  @Test
  void stopEndsTheAttempts() {
    store.beforeFailure(stop::request);
    store.failRead(busy);
    assertSame(busy, assertThrows(ObjectStoreException.class, () -> read("a")));
    store.failListing(0, busy);
    assertSame(busy, assertThrows(ObjectStoreException.class, this::list));
    store.cutTransfers(1);
    assertThrows(IOException.class, () -> read("a"));
    assertEquals("read a\nlist  after \nread a\n", store.requests());
  }

  @Test
  void stopDuringAWaitEndsTheAttempts() {
    time.wakeUpAt(
        due -> {
          stop.request();
          return due;
        });
    store.failRead(busy);
    assertSame(busy, assertThrows(ObjectStoreException.class, () -> read("a")));
    assertEquals("read a\n", store.requests());
  }

  private static ObjectStoreException busyFor(Duration retryAfter) {
    return new ObjectStoreException(
        Kind.TRANSIENT, "503 SlowDown", retryAfter, new IOException("HTTP 503"));
  }

  private String read(String name) throws IOException, ObjectStoreException {
    return reads.read(
        name, (InputStream in) -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }

  private List<String> list() throws ObjectStoreException {
    return Listings.rest(reads.list("", "")).stream().map(StoredObject::name).toList();
  }

  private void assertWaited(Duration total) {
    assertEquals(total.toNanos(), time.nanos());
  }
}
