package procsnap.adapters.storage.chaos.contract;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.core.port.ObjectStore;

/** The reference store keeps the contract. */
@Execution(ExecutionMode.CONCURRENT)
class PlainHttpStoreChaosTest implements ObjectStoreChaosContract {

  private final PlainHttpServer server = new PlainHttpServer(PlainHttpServer.Flaw.NONE);
  private final ObjectStore direct = storeThrough(server.uri(), Duration.ofSeconds(60));

  PlainHttpStoreChaosTest() throws IOException {}

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Override
  public URI server() {
    return server.uri();
  }

  @Override
  public ObjectStore storeThrough(URI proxy, Duration noProgress) {
    return new PlainHttpStore(proxy, noProgress, PlainHttpStore.Flaw.NONE);
  }

  @Override
  public ObjectStore direct() {
    return direct;
  }
}
