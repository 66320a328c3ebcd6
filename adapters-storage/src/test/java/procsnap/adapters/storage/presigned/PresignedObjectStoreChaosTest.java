package procsnap.adapters.storage.presigned;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.adapters.storage.chaos.ChaosProxy;
import procsnap.adapters.storage.chaos.FaultPlan;
import procsnap.adapters.storage.chaos.HttpHead;
import procsnap.adapters.storage.chaos.contract.MutatedResponsesContract;
import procsnap.adapters.storage.chaos.contract.ObjectStoreChaosContract;
import procsnap.adapters.storage.chaos.contract.ServerChangesContract;
import procsnap.adapters.storage.file.Secrets;
import procsnap.adapters.storage.s3.S3Server;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** Collector and store are behind the same proxy: each may be unwell. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class PresignedObjectStoreChaosTest
    implements ObjectStoreChaosContract, ServerChangesContract, MutatedResponsesContract {

  /** Each signs URLs for the host that its clients know it by. */
  private final Map<String, Collector> collectors = new ConcurrentHashMap<>();

  @TempDir private Path directory;
  private Path token;
  private S3Server s3;
  private ChaosProxy front;
  private ObjectStore direct;

  @BeforeEach
  void start() throws Exception {
    token = directory.resolve("token");
    renewCredentials();
    s3 = S3Server.start();
    front = new ChaosProxy(this::server, FaultPlan.script());
    direct = storeThrough(front.uri(), Duration.ofSeconds(60));
  }

  @AfterEach
  void stop() throws Exception {
    direct.close();
    front.close();
    collectors.values().forEach(Collector::close);
    s3.close();
  }

  private URI server(HttpHead request) {
    Optional<Collector> collector = request.header("Host").map(collectors::get);
    return collector.isPresent() && request.path().startsWith("/v1/")
        ? collector.get().address()
        : s3.endpoint();
  }

  @Override
  public URI server() {
    return front.uri();
  }

  @Override
  public ObjectStore storeThrough(URI proxy, Duration noProgress) {
    try {
      Collector collector = Collector.start(proxy, S3Server.BUCKET, false);
      collectors.put(proxy.getAuthority(), collector);
      return PresignedObjectStore.open(
          proxy.resolve(collector.address().getPath()),
          CollectorToken.from(Map.of("PROCSNAP_COLLECTOR_TOKEN_FILE", token.toString())),
          noProgress);
    } catch (IOException | ObjectStoreException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public ObjectStore direct() {
    return direct;
  }

  @Override
  public void removeBucket() {
    s3.removeBucket();
  }

  @Override
  public void createBucket() {
    s3.createBucket();
  }

  @Override
  public void expireCredentials() throws IOException {
    Secrets.write(token, "expired");
  }

  @Override
  public void renewCredentials() throws IOException {
    Secrets.write(token, Collector.TOKEN);
  }
}
