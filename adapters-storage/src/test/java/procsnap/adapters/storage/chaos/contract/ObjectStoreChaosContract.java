package procsnap.adapters.storage.chaos.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import procsnap.adapters.storage.chaos.Fault;
import procsnap.adapters.storage.chaos.FaultPlan;
import procsnap.core.port.ObjectStoreException.Kind;

/**
 * Promises of every object store over HTTP when the network or the server is unhealthy; each test
 * begins with an empty server.
 */
public interface ObjectStoreChaosContract extends NetworkFaultContract, ServerFaultContract {

  int UPLOADS = Integer.getInteger("procsnap.chaos.uploads", 200);
  long SEED = Long.getLong("procsnap.chaos.seed", 20_261_122);

  @ParameterizedTest
  @EnumSource(
      names = {
        "ANSWER_408",
        "ANSWER_429",
        "ANSWER_500",
        "ANSWER_503",
        "ENDLESS",
        "REFUSE",
        "RESET_REQUEST",
        "LOSE_ANSWER",
        "CUT_ANSWER",
        "RESET_ANSWER"
      })
  default void illnessOfNetworkOrServerIsTransient(Fault fault) throws Exception {
    try (ChaosClient client = client(FaultPlan.always(fault))) {
      client.failure(Kind.TRANSIENT, CONTENT);
      assertTrue(client.happened(fault) > 0, client::report);
    }
    assertNothingOrWhole(CONTENT);
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS)
  default void uploadsUnderChaosBecomeOneObjectEach() throws Exception {
    ChaosRun run = new ChaosRun(SEED, UPLOADS);
    try (ChaosClient client = client(FaultPlan.seeded(SEED), NO_PROGRESS)) {
      try {
        run.upload(client.store());
        run.look(direct());
      } finally {
        System.out.println(getClass().getSimpleName() + ": " + run.table(client.counts()));
      }
      for (Fault fault : Fault.values()) {
        assertTrue(!fault.isDealt() || client.happened(fault) > 0, () -> "never: " + fault);
      }
    }
    assertEquals(0, run.lost());
    assertEquals(0, run.doubled());
    assertEquals(0, run.wrong());
    assertEquals(UPLOADS, run.objects());
    assertEquals(UPLOADS, run.created() + run.alreadyThere());
  }
}
