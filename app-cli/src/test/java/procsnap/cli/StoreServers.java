package procsnap.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.azure.Azurite;
import procsnap.adapters.storage.gcs.GcsServiceAccount;
import procsnap.adapters.storage.gcs.StrictGcsServer;
import procsnap.adapters.storage.presigned.Collector;
import procsnap.adapters.storage.presigned.CollectorStoreFactory;
import procsnap.adapters.storage.s3.S3Server;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.testing.Tools;

/** The real servers that object stores are tested with, each on a free port of the loopback. */
public enum StoreServers {
  GCS {
    @Override
    public Server start() throws Exception {
      StrictGcsServer server = StrictGcsServer.start(true);
      Path key = Packaged.temporaryFile("key");
      Files.writeString(key, GcsServiceAccount.keyFile(server.endpoint()));
      return new Server() {
        @Override
        public URI endpoint() {
          return server.endpoint();
        }

        @Override
        public List<String> arguments(URI endpoint) {
          return List.of("--store=gs://" + StrictGcsServer.BUCKET + "/deep/prefix");
        }

        @Override
        public Map<String, String> environment(URI endpoint) {
          return Map.of(
              "STORAGE_EMULATOR_HOST", endpoint.toString(),
              "GOOGLE_APPLICATION_CREDENTIALS", key.toString());
        }

        @Override
        public Rclone rclone() {
          return new Rclone(
              StrictGcsServer.BUCKET + "/deep/prefix",
              Map.of(
                  "TYPE", "google cloud storage",
                  "SERVICE_ACCOUNT_FILE", key.toString(),
                  "ENDPOINT", server.endpoint().resolve("/storage/v1/").toString()));
        }

        @Override
        public String secret() {
          return StrictGcsServer.TOKEN;
        }

        @Override
        public ObjectStore store(URI endpoint) {
          return StrictGcsServer.store(endpoint);
        }

        @Override
        public void close() {
          server.close();
        }
      };
    }
  },
  S3 {
    @Override
    public Server start() throws Exception {
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
        public Map<String, String> environment(URI endpoint) {
          return Map.of(
              "AWS_ACCESS_KEY_ID", S3Server.KEY_ID, "AWS_SECRET_ACCESS_KEY", S3Server.KEY);
        }

        @Override
        public Rclone rclone() {
          return rcloneS3(server, "/deep/prefix");
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
  },
  AZURE {
    @Override
    public Server start() throws Exception {
      Tools.require("node", "npm");
      Azurite azurite = Azurite.shared();
      String container = "traces-" + CONTAINERS.incrementAndGet();
      azurite.createContainer(container);
      return new Server() {
        @Override
        public URI endpoint() {
          return azurite.endpoint().resolve("/");
        }

        @Override
        public List<String> arguments(URI endpoint) {
          return List.of(
              "--store=az://" + Azurite.ACCOUNT + "/" + container + "/deep/prefix",
              "--az-endpoint=" + Azurite.at(endpoint));
        }

        @Override
        public Map<String, String> environment(URI endpoint) {
          return Map.of("AZURE_STORAGE_KEY", Azurite.KEY);
        }

        @Override
        public Rclone rclone() {
          return new Rclone(
              container + "/deep/prefix",
              Map.of(
                  "TYPE", "azureblob",
                  "USE_EMULATOR", "true",
                  "ENDPOINT", azurite.endpoint().toString()));
        }

        @Override
        public String secret() {
          return Azurite.KEY;
        }

        @Override
        public ObjectStore store(URI endpoint) throws ObjectStoreException {
          return Azurite.store(Azurite.at(endpoint), container);
        }

        @Override
        public void close() {
          azurite.removeContainer(container);
        }
      };
    }
  },
  COLLECTOR {
    @Override
    public Server start() throws Exception {
      S3Server server = S3Server.start();
      Collector collector = Collector.start(server.endpoint(), S3Server.BUCKET, false);
      return new Server() {
        @Override
        public URI endpoint() {
          return collector.address().resolve("/");
        }

        @Override
        public List<String> arguments(URI endpoint) {
          return List.of("--store=" + endpoint.resolve(collector.address().getPath()));
        }

        @Override
        public Map<String, String> environment(URI endpoint) {
          return Map.of("PROCSNAP_COLLECTOR_TOKEN", Collector.TOKEN);
        }

        @Override
        public Rclone rclone() {
          return rcloneS3(server, "");
        }

        @Override
        public String secret() {
          return Collector.TOKEN;
        }

        @Override
        public ObjectStore store(URI endpoint) throws ObjectStoreException {
          return new CollectorStoreFactory()
              .open(
                  StoreLocation.of(endpoint.resolve(collector.address().getPath())),
                  environment(endpoint));
        }

        @Override
        public void close() {
          collector.close();
          try {
            server.close();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        }
      };
    }
  };

  private static final AtomicInteger CONTAINERS = new AtomicInteger();

  public abstract Server start() throws Exception;

  private static Rclone rcloneS3(S3Server server, String path) {
    return new Rclone(
        S3Server.BUCKET + path,
        Map.of(
            "TYPE",
            "s3",
            "PROVIDER",
            "Other",
            "ENDPOINT",
            server.endpoint().toString(),
            "ACCESS_KEY_ID",
            S3Server.KEY_ID,
            "SECRET_ACCESS_KEY",
            S3Server.KEY));
  }

  /** A running server. */
  public interface Server extends AutoCloseable {

    /** Its address. */
    URI endpoint();

    /** Options of the program for it, at this address. */
    List<String> arguments(URI endpoint);

    /** The program's credentials. */
    Map<String, String> environment(URI endpoint);

    /** Settings of rclone, an independent client, for it. */
    Rclone rclone();

    /** Secret that must never be logged. */
    String secret();

    /** A store on it. */
    ObjectStore store(URI endpoint) throws ObjectStoreException;

    @Override
    void close();
  }
}
