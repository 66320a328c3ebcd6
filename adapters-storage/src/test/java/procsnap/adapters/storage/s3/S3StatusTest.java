package procsnap.adapters.storage.s3;

import procsnap.adapters.storage.http.HttpStatusContract;
import procsnap.adapters.storage.http.ScriptedServer;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** S3 takes a status for what the table says. */
final class S3StatusTest implements HttpStatusContract {

  @Override
  public ObjectStore storeOn(ScriptedServer server) throws ObjectStoreException {
    return S3Server.store(server.uri(), "traces", S3Server.KEY_ID, S3Server.KEY);
  }
}
