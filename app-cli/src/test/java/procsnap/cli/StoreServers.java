package procsnap.cli;

import java.net.URI;
import java.util.List;
import java.util.Map;
import procsnap.adapters.storage.s3.S3Server;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** The real servers that object stores are tested with, each on a free port of the loopback. */
enum StoreServers {
  S3 {
    @Override
    Server start() throws Exception {
      S3Server server = S3Server.start();
      return new Server() {
        @Override
        public URI endpoint() {
          return server.endpoint();
        }

        @Override
        public List<String> arguments(URI endpoint) {
          return List.of(
              "--store=s3://" + S3Server.BUCKET + "/deep/prefix",
              "--s3-endpoint=" + endpoint,
              "--s3-path-style");
        }

        @Override
        public Map<String, String> environment() {
          return Map.of(
              "AWS_ACCESS_KEY_ID", S3Server.KEY_ID, "AWS_SECRET_ACCESS_KEY", S3Server.KEY);
        }

        @Override
        public String secret() {
          return S3Server.KEY;
        }

        @Override
        public ObjectStore store(URI endpoint) throws ObjectStoreException {
          return S3Server.store(endpoint, S3Server.BUCKET, S3Server.KEY_ID, S3Server.KEY);
        }

        @Override
        public void close() {
          try {
            server.close();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        }
      };
    }
  };

  abstract Server start() throws Exception;

  /** One that runs. */
  interface Server extends AutoCloseable {

    /** Where it listens. */
    URI endpoint();

    /** The program's options for it, when it is to be reached there. */
    List<String> arguments(URI endpoint);

    /** The program's credentials. */
    Map<String, String> environment();

    /** What must never be logged. */
    String secret();

    /** A look into it. */
    ObjectStore store(URI endpoint) throws ObjectStoreException;

    @Override
    void close();
  }
}
