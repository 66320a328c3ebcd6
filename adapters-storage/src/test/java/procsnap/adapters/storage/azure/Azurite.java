package procsnap.adapters.storage.azure;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobAccessPolicy;
import com.azure.storage.blob.models.BlobSignedIdentifier;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.StoreLocation;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/**
 * Microsoft's own emulator of the blob service, a program for Node: fetched once by npm into {@code
 * ~/.cache/procsnap-tests}, started on a free port of the loopback, with everything in memory.
 */
public final class Azurite {

  public static final String ACCOUNT = "devstoreaccount1";

  /** The emulator's well-known key, which every installation has. */
  public static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final String VERSION = "3.35.0";
  private static final Path DIRECTORY =
      Path.of(System.getProperty("user.home"), ".cache", "procsnap-tests", "azurite-" + VERSION);
  private static final Path MAIN = Path.of("node_modules/azurite/dist/src/blob/main.js");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static @Nullable Azurite shared;

  private final Process process;
  private final int port;

  private Azurite(Process process, int port) {
    this.process = process;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * The one that all tests of this JVM use, each with a container of its own; it ends with them.
   */
  public static synchronized Azurite shared() throws IOException, InterruptedException {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  private static Azurite start() throws IOException, InterruptedException {
    install();
    int port = freePort();
    Process process =
        run(
            new ProcessBuilder(
                    "node",
                    DIRECTORY.resolve(MAIN).toString(),
                    "--blobHost",
                    "127.0.0.1",
                    "--blobPort",
                    Integer.toString(port),
                    "--inMemoryPersistence",
                    "--silent",
                    "--skipApiVersionCheck",
                    "--disableTelemetry")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
    Azurite azurite = new Azurite(process, port);
    azurite.awaitReady();
    return azurite;
  }

  /** Into a directory beside it first: one that was broken off is not taken for whole. */
  private static void install() throws IOException, InterruptedException {
    if (Files.exists(DIRECTORY.resolve(MAIN))) {
      return;
    }
    System.err.println("fetching azurite " + VERSION + " by npm, once, into " + DIRECTORY);
    Files.createDirectories(DIRECTORY.getParent());
    Path fresh = Files.createTempDirectory(DIRECTORY.getParent(), "fetching");
    try {
      Process npm =
          run(
              new ProcessBuilder(
                      "npm",
                      "install",
                      "--no-audit",
                      "--no-fund",
                      "--ignore-scripts",
                      "--prefix",
                      fresh.toString(),
                      "azurite@" + VERSION)
                  .redirectErrorStream(true)
                  .redirectOutput(fresh.resolve("npm.log").toFile()));
      if (npm.waitFor() != 0) {
        throw new IOException("npm failed: " + Files.readString(fresh.resolve("npm.log")));
      }
      moveInPlace(fresh);
    } finally {
      delete(fresh);
    }
  }

  private static void moveInPlace(Path fresh) throws IOException {
    try {
      Files.move(fresh, DIRECTORY, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // The tests of another module may have been quicker.
      if (!Files.exists(DIRECTORY.resolve(MAIN))) {
        throw e;
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Process run(ProcessBuilder command) throws IOException {
    try {
      return command.start();
    } catch (IOException e) {
      throw new IOException(
          command.command().get(0)
              + " does not start: -Dprocsnap.tests.without=npm skips its tests",
          e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("azurite does not start", notYet);
        }
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IOException("azurite ended with " + process.exitValue(), notYet);
        }
      }
    }
  }

  /** Where the account's blob service is. */
  public URI endpoint() {
    return at(URI.create("http://127.0.0.1:" + port));
  }

  /** Where it is on a server, or on what stands in front of it. */
  public static URI at(URI server) {
    return server.resolve("/" + ACCOUNT);
  }

  /** Makes an empty container. */
  public void createContainer(String name) {
    container(name).create();
  }

  /** Removes a container with all that is in it. */
  public void removeContainer(String name) {
    container(name).delete();
  }

  /** A shared access signature for a container, with permissions as "cr" for create and read. */
  String signature(String container, String permissions) {
    return container(container)
        .generateSas(
            new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                BlobContainerSasPermission.parse(permissions)));
  }

  /**
   * A shared access signature for a container under its policy; all that were made so lose what
   * they allow with it.
   */
  String signatureUnderPolicy(String container) {
    BlobAccessPolicy policy =
        new BlobAccessPolicy()
            .setStartsOn(OffsetDateTime.now(ZoneOffset.UTC).minusHours(1))
            .setExpiresOn(OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))
            .setPermissions("rcwl");
    container(container)
        .setAccessPolicy(
            null, List.of(new BlobSignedIdentifier().setId("recorders").setAccessPolicy(policy)));
    return container(container).generateSas(new BlobServiceSasSignatureValues("recorders"));
  }

  void removePolicy(String container) {
    container(container).setAccessPolicy(null, List.of());
  }

  private BlobContainerClient container(String name) {
    return new BlobServiceClientBuilder()
        .endpoint(endpoint().toString())
        .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
        .httpClient(
            new AzureHttpClient(
                new procsnap.adapters.storage.http.HttpClient(Duration.ofSeconds(10))))
        .buildClient()
        .getBlobContainerClient(name);
  }

  /** A store on it, or on what stands in front of it. */
  public static ObjectStore store(URI endpoint, String container) throws ObjectStoreException {
    return store(endpoint, container, Map.of("AZURE_STORAGE_KEY", KEY));
  }

  static ObjectStore store(URI endpoint, String container, Map<String, String> environment)
      throws ObjectStoreException {
    return store(endpoint, container, environment, 1000);
  }

  static ObjectStore store(
      URI endpoint, String container, Map<String, String> environment, int pageSize)
      throws ObjectStoreException {
    return AzureObjectStore.open(
        location(container, Optional.of(endpoint)), environment, Duration.ofSeconds(10), pageSize);
  }

  static StoreLocation location(String container, Optional<URI> endpoint) {
    URI uri = URI.create("az://" + ACCOUNT + "/" + container + "/deep/prefix");
    return new StoreLocation(uri, Optional.empty(), false, Optional.empty(), endpoint, false);
  }
}
