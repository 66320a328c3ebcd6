package procsnap.adapters.storage.chaos.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.chaos.Fault;
import procsnap.adapters.storage.chaos.FaultPlan;
import procsnap.core.port.BytesContent;
import procsnap.core.port.Listings;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Promises of every object store over HTTP when the network fails. */
interface NetworkFaultContract extends StoreUnderChaos {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  default void requestThatIsResetInItsMiddleStoresNothing(boolean large) throws Exception {
    BytesContent content = large ? LARGE : CONTENT;
    try (ChaosClient client = client(FaultPlan.always(Fault.RESET_REQUEST))) {
      client.failure(Kind.TRANSIENT, content);
    }
    assertEquals(List.of(), objects());
    assertEquals(Put.CREATED, direct().putIfAbsent(NAME, content));
  }

  @ParameterizedTest
  @EnumSource(names = {"LOSE_ANSWER", "CUT_ANSWER", "RESET_ANSWER", "TRICKLE"})
  default void objectWhoseAnswerWasLostIsAlreadyThereNextTime(Fault fault) throws Exception {
    try (ChaosClient client = client(FaultPlan.script(fault), NO_PROGRESS)) {
      client.tryToPut(CONTENT);
      assertEquals(1, client.happened(fault), client::report);
      assertWhole(CONTENT);
      assertEquals(Put.ALREADY_THERE, client.put(CONTENT));
    }
    assertWhole(CONTENT);
  }

  @Test
  default void requestThatStallsIsCut() throws Exception {
    try (ChaosClient client = client(FaultPlan.script(Fault.STALL), NO_PROGRESS)) {
      long start = System.nanoTime();
      client.failure(Kind.TRANSIENT, LARGE);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(NO_PROGRESS.dividedBy(2)) > 0, () -> "cut too soon: " + took);
      assertTrue(took.compareTo(CUT_BY) < 0, () -> "cut too late: " + took);
      assertEquals(1, client.happened(Fault.STALL), client::report);
      assertEquals(List.of(), objects());
      client.putInTheEnd(LARGE);
    }
    assertWhole(LARGE);
  }

  @Test
  default void answerThatTricklesIsCut() throws Exception {
    try (ChaosClient client = client(FaultPlan.always(Fault.TRICKLE), NO_PROGRESS)) {
      long start = System.nanoTime();
      client.failure(Kind.TRANSIENT, CONTENT);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.compareTo(CUT_BY) < 0, () -> "cut too late: " + took);
      assertTrue(client.happened(Fault.TRICKLE) > 0, client::report);
    }
    assertNothingOrWhole(CONTENT);
  }

  @Test
  default void uploadThatIsSlowButGoesOnIsNotCut() throws Exception {
    // About three times the timeout without progress.
    BytesContent content = BytesContent.random(20 * 64 * 1024, 3);
    ObjectContent slow = slow(content, 64 * 1024, Duration.ofMillis(150));
    try (ChaosClient client = client(FaultPlan.script(), NO_PROGRESS)) {
      long start = System.nanoTime();
      assertEquals(Put.CREATED, client.put(slow));
      assertTrue(System.nanoTime() - start > 2 * NO_PROGRESS.toNanos(), "it was not slow");
    }
    assertWhole(content);
  }

  @Test
  default void interruptEndsAPutThatStalls() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (ChaosClient client = client(FaultPlan.always(Fault.STALL), Duration.ofMinutes(1))) {
      Future<Boolean> stillInterrupted =
          executor.submit(
              () -> {
                client.failure(Kind.TRANSIENT, LARGE);
                return Thread.currentThread().isInterrupted();
              });
      client.counts().awaitFirst(Fault.STALL);
      executor.shutdownNow();
      assertTrue(stillInterrupted.get(10, TimeUnit.SECONDS), "the interrupt was lost");
    }
  }

  @Test
  default void serverThatWasGoneGetsTheObjectWhenItIsBack() throws Exception {
    try (ChaosClient client = client(FaultPlan.script())) {
      assertEquals(Put.CREATED, client.put("a connection is open", CONTENT));
      assertTrue(client.proxy().goAway());
      client.failure(Kind.TRANSIENT, CONTENT);
      client.failure(Kind.TRANSIENT, CONTENT);
      client.proxy().comeBack();
      assertEquals(Put.CREATED, client.put(CONTENT));
    }
    assertEquals(2, objects().size());
  }

  @Test
  default void readThatBreaksOffIsNoShortObject() throws Exception {
    direct().putIfAbsent(NAME, CONTENT);
    try (ChaosClient client = client(FaultPlan.always(Fault.CUT_ANSWER))) {
      try (InputStream in = client.store().read(NAME)) {
        assertThrows(IOException.class, in::readAllBytes);
      } catch (ObjectStoreException early) {
        assertEquals(Kind.TRANSIENT, early.kind(), early::getMessage);
      }
      assertTrue(client.happened(Fault.CUT_ANSWER) > 0, client::report);
    }
  }

  @Test
  default void listThatBreaksOffIsNoShortList() throws Exception {
    direct().putIfAbsent(NAME, CONTENT);
    try (ChaosClient client = client(FaultPlan.always(Fault.CUT_ANSWER))) {
      ObjectStoreException failure =
          assertThrows(ObjectStoreException.class, () -> Listings.all(client.store()));
      assertEquals(Kind.TRANSIENT, failure.kind(), failure::getMessage);
    }
  }

  /** Content from a slow disk. */
  static ObjectContent slow(BytesContent content, int piece, Duration pause) {
    return content.openedBy(
        () ->
            new FilterInputStream(content.open()) {
              private int left = piece;

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                if (left == 0) {
                  try {
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                  } catch (InterruptedException e) {
                    throw (IOException) new InterruptedIOException("interrupted").initCause(e);
                  }
                  left = piece;
                }
                int n = super.read(buffer, offset, Math.min(length, left));
                left -= Math.max(n, 0);
                return n;
              }
            });
  }
}
