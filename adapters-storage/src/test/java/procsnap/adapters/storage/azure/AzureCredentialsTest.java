package procsnap.adapters.storage.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.storage.file.Secrets;
import procsnap.core.port.BytesContent;
import procsnap.core.port.Listings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import procsnap.testing.Needs;

/** What may be done with which credentials, and that they stay secret. */
@Needs({"node", "npm"})
class AzureCredentialsTest {

  private static final BytesContent CONTENT = BytesContent.of("timestamp,pid\n");
  private static final BytesContent OTHER = BytesContent.of("pid,timestamp\n");
  private static final AtomicInteger CONTAINERS = new AtomicInteger();

  private static Azurite azurite;

  @TempDir private Path directory;
  private String container;

  @BeforeAll
  static void findServer() throws IOException, InterruptedException {
    azurite = Azurite.shared();
  }

  @BeforeEach
  void createContainer() {
    container = "credentials-" + CONTAINERS.incrementAndGet();
    azurite.createContainer(container);
  }

  @Test
  void signatureThatMayCreateIsEnoughToUpload() throws ObjectStoreException {
    try (ObjectStore store = signed("c")) {
      assertEquals(Put.CREATED, store.putIfAbsent("one", CONTENT));
      assertEquals(Put.CREATED, store.putIfAbsent("two", OTHER));
    }
    assertEquals(List.of(new StoredObject("one", 14), new StoredObject("two", 14)), stored());
  }

  @Test
  void signatureThatMayNotReadCannotTellWhetherAnEarlierTryHadWorked() throws ObjectStoreException {
    try (ObjectStore store = signed("c")) {
      store.putIfAbsent("file", CONTENT);
      ObjectStoreException failure = refusal(store, CONTENT);
      assertEquals(Kind.PERMANENT, failure.kind());
      assertTrue(message(failure).contains("may already exist"), message(failure));
      assertFalse(message(failure).contains("sig"), message(failure));
    }
  }

  @Test
  void signatureThatMayCreateAndReadTellsTheSameBytesFromOthers() throws ObjectStoreException {
    try (ObjectStore store = signed("cr")) {
      assertEquals(Put.CREATED, store.putIfAbsent("file", CONTENT));
      assertEquals(Put.ALREADY_THERE, store.putIfAbsent("file", CONTENT));
      assertEquals(Kind.CONFLICT, refusal(store, OTHER).kind());
    }
  }

  @Test
  void signatureThatMayOnlyReadIsForPeopleToMend() throws ObjectStoreException {
    try (ObjectStore store = signed("r")) {
      assertEquals(Kind.PERMANENT, refusal(store, CONTENT).kind());
    }
    assertEquals(List.of(), stored());
  }

  @Test
  void nameThatIsKnownToBeTakenButMayNotBeComparedIsAConflict()
      throws IOException, ObjectStoreException {
    // How Azure itself answers a signature without the right to write; Azurite has another word.
    HttpServer azure =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    azure.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          boolean put = exchange.getRequestMethod().equals("PUT");
          exchange
              .getResponseHeaders()
              .set(
                  "x-ms-error-code",
                  put ? "UnauthorizedBlobOverwrite" : "AuthorizationPermissionMismatch");
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    azure.start();
    URI endpoint = Azurite.at(URI.create("http://127.0.0.1:" + azure.getAddress().getPort()));
    try (ObjectStore store =
        Azurite.store(endpoint, container, Map.of("AZURE_STORAGE_KEY", Azurite.KEY))) {
      ObjectStoreException failure = refusal(store, CONTENT);
      assertEquals(Kind.CONFLICT, failure.kind());
      assertTrue(message(failure).contains("permission to read"), message(failure));
    } finally {
      azure.stop(0);
    }
  }

  @Test
  void signatureThatWasRenewedIsTakenByThePutThatTheOldOneFailed()
      throws IOException, ObjectStoreException {
    Path token = Secrets.write(directory.resolve("token"), azurite.signature(container, "l"));
    try (ObjectStore store =
        with(Map.of("AZURE_STORAGE_SAS_TOKEN_FILE", token.toString()), azurite.endpoint())) {
      assertEquals(Kind.PERMANENT, refusal(store, CONTENT).kind());
      Secrets.write(token, "?" + azurite.signature(container, "cr") + "\n");
      assertEquals(Put.CREATED, store.putIfAbsent("file", CONTENT));
      assertEquals(Put.ALREADY_THERE, store.putIfAbsent("file", CONTENT));
    }
  }

  @Test
  void keyThatWasRenewedIsTakenByThePutThatTheOldOneFailed()
      throws IOException, ObjectStoreException {
    Path key = Secrets.write(directory.resolve("key"), "AAAA" + Azurite.KEY.substring(4));
    try (ObjectStore store =
        with(Map.of("AZURE_STORAGE_KEY_FILE", key.toString()), azurite.endpoint())) {
      Secrets.write(key, Azurite.KEY);
      assertEquals(Put.CREATED, store.putIfAbsent("file", CONTENT));
    }
  }

  @Test
  void signatureThatWasCopiedBadlyIsNotShown() {
    String token = azurite.signature(container, "c");
    String broken = token.substring(0, 20) + " " + token.substring(20);
    ObjectStoreException failure =
        assertThrows(
            ObjectStoreException.class,
            () -> {
              try (ObjectStore store =
                  with(Map.of("AZURE_STORAGE_SAS_TOKEN", broken), azurite.endpoint())) {
                store.putIfAbsent("file", CONTENT);
              }
            });
    assertEquals(Kind.PERMANENT, failure.kind());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String text = String.valueOf(cause.getMessage());
      assertFalse(text.contains("sig=") || text.contains(token.substring(0, 20)), text);
    }
  }

  @Test
  void connectionStringTellsWhereTheAccountIs() throws ObjectStoreException {
    try (ObjectStore store = connected(Azurite.ACCOUNT)) {
      assertEquals(Put.CREATED, store.putIfAbsent("file", CONTENT));
    }
    assertEquals(1, stored().size());
  }

  @Test
  void connectionStringOfAnotherAccountIsNotTaken() {
    ObjectStoreException failure =
        assertThrows(ObjectStoreException.class, () -> connected("another").close());
    assertEquals(Kind.PERMANENT, failure.kind());
    assertFalse(message(failure).contains(Azurite.KEY), message(failure));
  }

  private ObjectStore connected(String account) throws ObjectStoreException {
    String connection =
        "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;BlobEndpoint=%s"
            .formatted(account, Azurite.KEY, azurite.endpoint());
    return AzureObjectStore.open(
        Azurite.location(container, Optional.empty()),
        Map.of("AZURE_STORAGE_CONNECTION_STRING", connection),
        Duration.ofSeconds(10),
        1000);
  }

  private ObjectStore signed(String permissions) throws ObjectStoreException {
    return with(
        Map.of("AZURE_STORAGE_SAS_TOKEN", azurite.signature(container, permissions)),
        azurite.endpoint());
  }

  private ObjectStore with(Map<String, String> environment, URI endpoint)
      throws ObjectStoreException {
    return Azurite.store(endpoint, container, environment);
  }

  private List<StoredObject> stored() throws ObjectStoreException {
    try (ObjectStore store = Azurite.store(azurite.endpoint(), container)) {
      return Listings.all(store);
    }
  }

  private static ObjectStoreException refusal(ObjectStore store, BytesContent content) {
    return assertThrows(ObjectStoreException.class, () -> store.putIfAbsent("file", content));
  }

  private static String message(ObjectStoreException failure) {
    return String.valueOf(failure.getMessage());
  }
}
