package procsnap.adapters.storage.chaos.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import procsnap.adapters.storage.chaos.ChaosProxy;
import procsnap.adapters.storage.chaos.Fault;
import procsnap.adapters.storage.chaos.FaultPlan;
import procsnap.core.port.BytesContent;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;

/**
 * Every response of a real server is changed at random: a request ends in time, with a result or an
 * exception of the port whose message is one safe line, and a put that succeeds has succeeded.
 */
public interface MutatedResponsesContract extends StoreUnderChaos {

  /** Number of requests of the store, of which some take several responses. */
  int MUTATED =
      Integer.getInteger(
          "procsnap.fault.responses", Boolean.getBoolean("procsnap.fault.long") ? 10_000 : 40);

  /** Longer than any of them takes on a busy machine. */
  Duration ENOUGH = Duration.ofSeconds(20);

  /** Most objects that a changed list may seem to have: it is not read further. */
  int MOST_LISTED = 10_000;

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  default void responsesThatAreChangedAtRandomEndInAResultOrInOneSafeLine() throws Exception {
    int succeeded = 0;
    int failed = 0;
    try (ChaosClient client = client(FaultPlan.always(Fault.MUTATED), NO_PROGRESS)) {
      direct().putIfAbsent(NAME, CONTENT);
      for (int i = 0; i < MUTATED; i++) {
        String what = "request " + i + ", seed " + ChaosProxy.SEED;
        long start = System.nanoTime();
        try {
          request(client, i, what);
          succeeded++;
        } catch (ObjectStoreException e) {
          String message = String.valueOf(e.getMessage());
          assertTrue(message.matches("[ -~]{10,600}"), () -> what + ", unsafe: " + message);
          assertFalse(message.matches(".*(: null|Exception|\\bjava\\b).*"), message);
          failed++;
        } catch (IOException e) {
          // A stream that broke off.
          failed++;
        } catch (RuntimeException | Error e) {
          throw new AssertionError(what, e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.compareTo(ENOUGH) < 0, () -> what + " took " + took);
      }
      System.out.printf(
          "%s: %d requests with %d changed responses, seed %d: %d succeeded, %d failed%n",
          getClass().getSimpleName(),
          MUTATED,
          client.happened(Fault.MUTATED),
          ChaosProxy.SEED,
          succeeded,
          failed);
    }
    assertTrue(succeeded > 0 && failed > 0, succeeded + " and " + failed);
  }

  private void request(ChaosClient client, int number, String what)
      throws ObjectStoreException, IOException {
    switch (number % 3) {
      case 0 -> {
        String name = "mutated/" + number + ".csv";
        BytesContent content = BytesContent.random(100, number);
        client.put(name, content);
        try (InputStream in = direct().read(name)) {
          assertArrayEquals(content.content(), in.readAllBytes(), what + " is no success");
        }
      }
      case 1 -> {
        try (InputStream in = client.store().read(NAME)) {
          // What it says is checked against a manifest, elsewhere.
          in.readNBytes(2 * CONTENT.content().length);
        }
      }
      default -> {
        ObjectCursor objects = client.store().list("machine/", "");
        String last = "";
        Optional<StoredObject> object = objects.next();
        for (int i = 0; i < MOST_LISTED && object.isPresent(); i++) {
          String name = object.get().name();
          assertTrue(name.startsWith("machine/"), () -> what + ": " + name);
          assertTrue(ObjectStore.NAME_ORDER.compare(last, name) < 0, what);
          last = name;
          object = objects.next();
        }
      }
    }
  }
}
