package procsnap.adapters.storage.presigned;

import java.util.Map;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.http.HttpStatusContract;
import procsnap.adapters.storage.http.ScriptedServer;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** A collector's statuses are taken for what the table says. */
final class CollectorStatusTest implements HttpStatusContract {

  @Override
  public ObjectStore storeOn(ScriptedServer server) throws ObjectStoreException {
    return new CollectorStoreFactory().open(StoreLocation.of(server.uri().resolve("/c")), Map.of());
  }
}
