package procsnap.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import procsnap.core.port.Listings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreContract;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** What an object store promises that can remove a trial object. */
public interface TrialStoreContract extends ObjectStoreContract {

  @Test
  default void trialIsRemovedAlone() throws Exception {
    store().putIfAbsent("file", CONTENT);
    store().putIfAbsent("trial/file", CONTENT);
    trials(store()).removeTrial("trial/file");
    assertEquals(
        List.of(new ObjectStore.StoredObject("file", CONTENT.bytes())), Listings.all(store()));
    trials(store()).removeTrial("trial/file");
  }

  @Test
  default void trialThatMayNotBeRemovedIsReported() {
    try (ObjectStore wrong = storeWithWrongCredentials()) {
      ObjectStoreException failure =
          assertThrows(
              ObjectStoreException.class, () -> trials(wrong).removeTrial(nameThatExistsThere()));
      assertEquals(Kind.PERMANENT, failure.kind(), failure::getMessage);
    }
  }

  /** The name of an object in {@link #storeWithWrongCredentials()}, or one that may be there. */
  default String nameThatExistsThere() {
    return "trial/file";
  }

  private static TrialStore trials(ObjectStore store) {
    return assertInstanceOf(TrialStore.class, store);
  }
}
