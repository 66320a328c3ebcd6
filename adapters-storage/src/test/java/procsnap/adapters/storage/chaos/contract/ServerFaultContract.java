package procsnap.adapters.storage.chaos.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import procsnap.adapters.storage.chaos.Fault;
import procsnap.adapters.storage.chaos.FaultPlan;
import procsnap.adapters.storage.chaos.RecordingServer;
import procsnap.core.port.Listings;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Promises of every object store over HTTP when the server is unhealthy, wrong or hostile. */
interface ServerFaultContract extends StoreUnderChaos {

  /** Limit that includes the buffers of both sides. */
  long MOST_OF_AN_ERROR = 1024 * 1024;

  @ParameterizedTest
  @EnumSource(names = {"ANSWER_400", "ANSWER_401", "ANSWER_403"})
  default void refusalIsForPeopleToMend(Fault fault) throws Exception {
    try (ChaosClient client = client(FaultPlan.always(fault))) {
      client.failure(Kind.PERMANENT, CONTENT);
      assertTrue(client.happened(fault) > 0, client::report);
    }
    assertEquals(List.of(), objects());
  }

  @Test
  default void serverThatAsksForTimeIsGivenIt() throws Exception {
    try (ChaosClient client = client(FaultPlan.always(Fault.ANSWER_429))) {
      assertEquals(
          Duration.ofSeconds(Fault.RETRY_AFTER_SECONDS), client.failure(CONTENT).retryAfter());
    }
  }

  @Test
  default void clientDoesNotTryAgainOnItsOwn() throws Exception {
    try (ChaosClient client = client(FaultPlan.script(Fault.ANSWER_503, Fault.ANSWER_503))) {
      client.failure(CONTENT);
      assertEquals(1, client.happened(Fault.ANSWER_503), client::report);
    }
  }

  @Test
  default void serverThatIsUnwellTwiceGetsTheObjectInTheEnd() throws Exception {
    try (ChaosClient client = client(FaultPlan.script(Fault.ANSWER_503, Fault.ANSWER_503))) {
      client.failure(Kind.TRANSIENT, CONTENT);
      client.failure(Kind.TRANSIENT, CONTENT);
      assertEquals(Put.CREATED, client.put(CONTENT));
      assertEquals(2, client.happened(Fault.ANSWER_503), client::report);
    }
    assertWhole(CONTENT);
  }

  @Test
  default void serverMayFirstBeUnwellAndThenRefuse() throws Exception {
    try (ChaosClient client = client(FaultPlan.script(Fault.ANSWER_503, Fault.ANSWER_400))) {
      client.failure(Kind.TRANSIENT, CONTENT);
      client.failure(Kind.PERMANENT, CONTENT);
      assertEquals(Put.CREATED, client.put(CONTENT));
    }
    assertWhole(CONTENT);
  }

  @ParameterizedTest
  @EnumSource(names = {"WRONG_CHECKSUM", "NO_CHECKSUM"})
  default void answerThatDoesNotVouchForTheObjectIsNoSuccessByItself(Fault fault) throws Exception {
    try (ChaosClient client = client(FaultPlan.script(fault))) {
      boolean stored = client.tryToPut(CONTENT);
      assertEquals(1, client.happened(fault), client::report);
      // An entity tag may or may not be the MD5: then only another request tells.
      long looks = client.counts().heads() + client.counts().gets();
      assertTrue(!stored || looks > 0, "nobody checked what is stored");
      assertEquals(Put.ALREADY_THERE, client.put(CONTENT));
    }
    assertWhole(CONTENT);
  }

  @Test
  default void objectThatEveryAnswerSaysIsAnotherIsNoSuccess() throws Exception {
    try (ChaosClient client = client(FaultPlan.always(Fault.WRONG_CHECKSUM))) {
      boolean stored = client.tryToPut(CONTENT);
      assertTrue(!stored || client.counts().gets() > 0, "nobody read what is stored");
      assertTrue(client.happened(Fault.WRONG_CHECKSUM) > 0, client::report);
    }
    assertNothingOrWhole(CONTENT);
  }

  @ParameterizedTest
  @EnumSource(names = {"REDIRECT_301", "REDIRECT_307"})
  default void redirectNeverCarriesCredentialsElsewhere(Fault fault) throws Exception {
    try (ChaosClient client = client(FaultPlan.always(fault))) {
      client.failure(CONTENT);
      assertThrows(ObjectStoreException.class, () -> Listings.all(client.store()));
      assertThrows(ObjectStoreException.class, () -> client.store().read(NAME).close());
      assertTrue(client.happened(fault) > 2, client::report);
      for (RecordingServer.Recorded request : client.proxy().elsewhere().requests()) {
        assertEquals(List.of(), request.credentials());
        assertEquals(0, request.bodyBytes(), "the object went to a stranger");
      }
    }
    assertEquals(List.of(), objects());
  }

  @ParameterizedTest
  @EnumSource(names = {"HOSTILE_JSON", "HOSTILE_XML"})
  default void hostileAnswerIsNeverRawInTheMessage(Fault fault) throws Exception {
    try (ChaosClient client = client(FaultPlan.always(fault))) {
      // ChaosClient checks the message of every failure.
      client.failure(Kind.PERMANENT, CONTENT);
      assertTrue(client.happened(fault) > 0, client::report);
    }
  }

  @Test
  default void endlessErrorIsNotReadToItsEnd() throws Exception {
    ChaosClient client = client(FaultPlan.always(Fault.ENDLESS));
    try (client) {
      client.failure(CONTENT);
    }
    long read = client.counts().endlessBytes() / client.happened(Fault.ENDLESS);
    assertTrue(read < MOST_OF_AN_ERROR, () -> read + " bytes of an error were read");
  }
}
