package procsnap.adapters.storage.chaos.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import procsnap.adapters.storage.chaos.FaultPlan;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStoreException.Kind;

/**
 * Behavior when people change a server in use: the change is reported, and takes effect without a
 * restart.
 */
public interface ServerChangesContract extends StoreUnderChaos {

  /** Removes the bucket with all that is in it. */
  void removeBucket() throws Exception;

  void createBucket() throws Exception;

  /** Makes the server reject the credentials that stores have. */
  void expireCredentials() throws Exception;

  /** Puts valid credentials where stores find them. */
  void renewCredentials() throws Exception;

  @Test
  default void bucketThatWasRemovedIsForPeopleToMendAndUsedWhenItIsBack() throws Exception {
    try (ChaosClient client = client(FaultPlan.script())) {
      assertEquals(Put.CREATED, client.put("machine/before", CONTENT));
      removeBucket();
      client.failure(Kind.PERMANENT, CONTENT);
      client.failure(Kind.PERMANENT, CONTENT);
      createBucket();
      assertEquals(Put.CREATED, client.put(CONTENT));
    }
    assertWhole(CONTENT);
  }

  @Test
  default void credentialsThatExpiredAreForPeopleToMendAndTakenWhenTheyAreRenewed()
      throws Exception {
    try (ChaosClient client = client(FaultPlan.script())) {
      assertEquals(Put.CREATED, client.put(CONTENT));
      expireCredentials();
      client.failure(Kind.PERMANENT, LARGE);
      client.failure(Kind.PERMANENT, LARGE);
      renewCredentials();
      assertEquals(Put.ALREADY_THERE, client.put(CONTENT));
      assertEquals(Put.CREATED, client.put("machine/after", CONTENT));
    }
  }
}
