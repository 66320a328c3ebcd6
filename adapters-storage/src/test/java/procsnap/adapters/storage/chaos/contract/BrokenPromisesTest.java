package procsnap.adapters.storage.chaos.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import procsnap.adapters.storage.chaos.Fault;
import procsnap.adapters.storage.chaos.FaultPlan;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** A store or server that breaks a promise fails the contract. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Order(1)
class BrokenPromisesTest {

  /** A test of the contract. */
  interface Promise {
    void check(ObjectStoreChaosContract contract) throws Exception;
  }

  static Stream<Arguments> flaws() {
    return Stream.of(
        broken(
            "FOLLOWS_REDIRECTS",
            c -> c.redirectNeverCarriesCredentialsElsewhere(Fault.REDIRECT_301)),
        broken(
            "FOLLOWS_REDIRECTS",
            c -> c.redirectNeverCarriesCredentialsElsewhere(Fault.REDIRECT_307)),
        broken(
            "TRUSTS_ANSWERS",
            c -> c.answerThatDoesNotVouchForTheObjectIsNoSuccessByItself(Fault.WRONG_CHECKSUM)),
        broken(
            "TRUSTS_ANSWERS",
            c -> c.answerThatDoesNotVouchForTheObjectIsNoSuccessByItself(Fault.NO_CHECKSUM)),
        broken("TRUSTS_ANSWERS", c -> c.objectThatEveryAnswerSaysIsAnotherIsNoSuccess()),
        broken(
            "NEVER_LOOKS_BACK",
            c -> c.objectWhoseAnswerWasLostIsAlreadyThereNextTime(Fault.LOSE_ANSWER)),
        broken(
            "OVERWRITES",
            c -> c.objectWhoseAnswerWasLostIsAlreadyThereNextTime(Fault.RESET_ANSWER)),
        broken("QUOTES_ANSWERS", c -> c.hostileAnswerIsNeverRawInTheMessage(Fault.HOSTILE_XML)),
        broken("READS_ALL", c -> c.endlessErrorIsNotReadToItsEnd()),
        broken("IS_PATIENT", c -> c.requestThatStallsIsCut()),
        broken("IS_PATIENT", c -> c.answerThatTricklesIsCut()),
        broken("IS_IMPATIENT", c -> c.uploadThatIsSlowButGoesOnIsNotCut()),
        broken("SWALLOWS_INTERRUPTS", c -> c.interruptEndsAPutThatStalls()),
        broken("TRIES_AGAIN", c -> c.clientDoesNotTryAgainOnItsOwn()),
        broken("TRIES_AGAIN", c -> c.serverThatIsUnwellTwiceGetsTheObjectInTheEnd()),
        broken(
            "TAKES_500_FOR_PERMANENT",
            c -> c.illnessOfNetworkOrServerIsTransient(Fault.ANSWER_500)),
        broken("TAKES_403_FOR_TRANSIENT", c -> c.refusalIsForPeopleToMend(Fault.ANSWER_403)),
        broken("FORGETS_RETRY_AFTER", c -> c.serverThatAsksForTimeIsGivenIt()),
        broken("TAKES_PARTS_FOR_ALL", c -> c.readThatBreaksOffIsNoShortObject()),
        broken("TAKES_PARTS_FOR_ALL", c -> c.listThatBreaksOffIsNoShortList()));
  }

  private static Arguments broken(String flaw, Promise promise) {
    return arguments(PlainHttpStore.Flaw.valueOf(flaw), promise);
  }

  @ParameterizedTest(name = "{index} {0}")
  @MethodSource("flaws")
  void storeThatBreaksAPromiseFails(PlainHttpStore.Flaw flaw, Promise promise) throws Exception {
    try (PlainHttpServer server = new PlainHttpServer(PlainHttpServer.Flaw.NONE)) {
      Throwable failure =
          assertThrows(Throwable.class, () -> promise.check(contract(server, flaw)));
      assertTrue(
          failure instanceof AssertionError || failure instanceof ObjectStoreException,
          failure::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void serverThatStoresPartsFails(boolean large) throws Exception {
    try (PlainHttpServer server = new PlainHttpServer(PlainHttpServer.Flaw.STORES_PARTS)) {
      ObjectStoreChaosContract contract = contract(server, PlainHttpStore.Flaw.NONE);
      assertThrows(
          AssertionError.class, () -> contract.requestThatIsResetInItsMiddleStoresNothing(large));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 0, 0, 0",
    "LOSES_SOME, 10, 0, 0",
    "DOUBLES_SOME, 0, 10, 0",
    "CORRUPTS_SOME, 0, 0, 10"
  })
  void chaosRunCountsWhatIsLostDoubledOrWrong(
      PlainHttpServer.Flaw flaw, int lost, int doubled, int wrong) throws Exception {
    try (PlainHttpServer server = new PlainHttpServer(flaw);
        ChaosClient client =
            contract(server, PlainHttpStore.Flaw.NONE).client(FaultPlan.script())) {
      // One in ten ends with a seven.
      ChaosRun run = new ChaosRun(1, 100);
      run.upload(client.store());
      run.look(client.store());
      assertEquals(lost, run.lost());
      assertEquals(doubled, run.doubled());
      assertEquals(wrong, run.wrong());
      assertEquals(100 - lost + doubled, run.objects());
    }
  }

  private static ObjectStoreChaosContract contract(
      PlainHttpServer server, PlainHttpStore.Flaw flaw) {
    return new ObjectStoreChaosContract() {
      @Override
      public URI server() {
        return server.uri();
      }

      @Override
      public ObjectStore storeThrough(URI proxy, Duration noProgress) {
        return new PlainHttpStore(proxy, noProgress, flaw);
      }

      @Override
      public ObjectStore direct() {
        return new PlainHttpStore(server.uri(), Duration.ofMinutes(1), PlainHttpStore.Flaw.NONE);
      }
    };
  }
}
