package procsnap.adapters.storage.presigned;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import procsnap.adapters.storage.PagedCursor;
import procsnap.adapters.storage.PagedCursor.Page;
import procsnap.adapters.storage.http.ContentSums;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.adapters.storage.http.HttpExchange;
import procsnap.adapters.storage.http.HttpStatus;
import procsnap.adapters.storage.http.NetworkProblem;
import procsnap.adapters.storage.http.SentContent;
import procsnap.adapters.storage.http.ServerText;
import procsnap.adapters.storage.http.TruncatedBodyException;
import procsnap.adapters.storage.presigned.CollectorClient.CollectorResponse;
import procsnap.adapters.storage.presigned.CollectorClient.Grant;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/**
 * A collector as an object store: for each name it grants a presigned URL to send the bytes to, so
 * that this machine needs no cloud credentials. docs/collector.md has the protocol.
 */
final class PresignedObjectStore implements ObjectStore {

  private static final Set<Integer> STORED = Set.of(200, 201, 204);
  private static final String CANNOT_LIST = "cannot list the objects of the collector";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final HttpClient http;
  private final CollectorClient collector;

  private PresignedObjectStore(HttpClient http, CollectorClient collector) {
    this.http = http;
    this.collector = collector;
  }

  /**
   * Opens a collector.
   *
   * @param noProgress how long a request may make no progress before it is aborted
   * @throws ObjectStoreException PERMANENT when the address is not fit for a collector
   */
  static PresignedObjectStore open(URI collector, CollectorToken token, Duration noProgress)
      throws ObjectStoreException {
    Addresses addresses = Addresses.of(collector);
    HttpClient http = new HttpClient(noProgress);
    return new PresignedObjectStore(http, new CollectorClient(http, addresses, token));
  }

  @Override
  public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
    String what = "cannot store " + ServerText.printable(name);
    JsonObject sums = new JsonObject();
    sums.addProperty("bytes", content.bytes());
    sums.addProperty("crc32c", ContentSums.crc32c(content));
    sums.addProperty("md5", ContentSums.md5(content));
    try {
      CollectorResponse response = collector.create(name, sums);
      return switch (response.status()) {
        case OK -> send(name, content, collector.grant(response, "PUT"), what);
        case CONFLICT -> alreadyThere(isSame(name, response.json(), content, what), what);
        default -> throw response.problem(what);
      };
    } catch (IOException e) {
      throw NetworkProblem.translate(what, e);
    }
  }

  private Put send(String name, ObjectContent content, Grant grant, String what)
      throws IOException, ObjectStoreException {
    Map<String, List<String>> headers = grant.headers();
    headers.putIfAbsent("Content-Type", List.of("application/octet-stream"));
    StoreResponse response;
    try (InputStream in = SentContent.open(content);
        HttpExchange put = http.request("PUT", grant.url(), headers)) {
      put.execute(in, content.bytes());
      response = StoreResponse.of(put);
    } catch (TruncatedBodyException e) {
      return alreadyThere(open(name, what).orElseThrow(() -> e), content, what);
    }
    if (mayBeTaken(response.status())) {
      Optional<RemoteObject> remote = open(name, what);
      if (remote.isPresent()) {
        return alreadyThere(remote.get(), content, what);
      }
    }
    if (!STORED.contains(response.status())) {
      throw response.problem(what);
    }
    boolean confirmed =
        switch (response.verdict(content)) {
          case SAME -> true;
          case DIFFERENT -> false;
          case UNKNOWN -> isStored(name, content, what);
        };
    if (!confirmed) {
      throw unconfirmed(what);
    }
    return Put.CREATED;
  }

  /** A signature that may only create is rejected with 403 when the name is taken. */
  private static boolean mayBeTaken(int status) {
    return status == 403 || HttpStatus.kind(status) == Kind.CONFLICT;
  }

  private static ObjectStoreException unconfirmed(String what) {
    return new ObjectStoreException(
        Kind.TRANSIENT, what + ": the store does not confirm that it has the bytes that were sent");
  }

  private static Put alreadyThere(RemoteObject remote, ObjectContent content, String what)
      throws IOException, ObjectStoreException {
    return alreadyThere(isSame(remote, content, what), what);
  }

  private static Put alreadyThere(boolean same, String what) throws ObjectStoreException {
    if (same) {
      return Put.ALREADY_THERE;
    }
    throw new ObjectStoreException(
        Kind.CONFLICT, what + ": other bytes already exist under that name; they are not changed");
  }

  /** Compares what the collector says exists; without a checksum the object is read back. */
  private boolean isSame(String name, JsonObject remote, ObjectContent content, String what)
      throws IOException, ObjectStoreException {
    Optional<String> crc32c = CollectorClient.text(remote, "crc32c");
    Optional<String> md5 = CollectorClient.text(remote, "md5");
    if (CollectorClient.count(remote, "bytes") != content.bytes()) {
      return false;
    }
    if (crc32c.isEmpty() && md5.isEmpty()) {
      return isStored(name, content, what);
    }
    return crc32c.orElse(ContentSums.crc32c(content)).equals(ContentSums.crc32c(content))
        && md5.orElse(ContentSums.md5(content)).equals(ContentSums.md5(content));
  }

  private boolean isStored(String name, ObjectContent content, String what)
      throws IOException, ObjectStoreException {
    Optional<RemoteObject> remote = open(name, what);
    return remote.isPresent() && isSame(remote.get(), content, what);
  }

  private static boolean isSame(RemoteObject remote, ObjectContent content, String what)
      throws IOException, ObjectStoreException {
    if (!ContentSums.isSame(remote.bytes(), content)) {
      return false;
    }
    if (remote.head().verdict(content) == StoreResponse.Verdict.DIFFERENT) {
      // The store reports one checksum and sends bytes with another.
      throw unconfirmed(what);
    }
    return true;
  }

  /** A stored object, and the head of the response that sends it. */
  private record RemoteObject(InputStream bytes, StoreResponse head) {}

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    String what = "cannot read " + ServerText.printable(name);
    try {
      return open(name, what)
          .map(RemoteObject::bytes)
          .orElseThrow(
              () ->
                  new ObjectStoreException(
                      Kind.MISSING, what + ": the collector has no such object"));
    } catch (IOException e) {
      throw NetworkProblem.translate(what, e);
    }
  }

  /** Opens an object; absent when it does not exist. */
  private Optional<RemoteObject> open(String name, String what)
      throws IOException, ObjectStoreException {
    CollectorResponse response = collector.read(name);
    if (response.status() == NOT_FOUND) {
      return Optional.empty();
    }
    if (response.status() != OK) {
      throw response.problem(what);
    }
    Grant grant = collector.grant(response, "GET");
    HttpExchange get = http.request("GET", grant.url(), grant.headers());
    get.execute();
    if (get.status() == OK) {
      return Optional.of(new RemoteObject(get.objectBody(), StoreResponse.head(get)));
    }
    try (get) {
      if (get.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw StoreResponse.of(get).problem(what);
    }
  }

  @Override
  public ObjectCursor list(String prefix, String startAfter) {
    Optional<String> start = Optional.of(startAfter).filter(name -> !name.isEmpty());
    return new PagedCursor(
        CANNOT_LIST, "", prefix, startAfter, next -> page(prefix, next.or(() -> start)));
  }

  private Page page(String prefix, Optional<String> after) throws ObjectStoreException {
    try {
      CollectorResponse response = collector.page(prefix, after);
      if (response.status() != OK) {
        throw response.problem(CANNOT_LIST);
      }
      JsonObject page = response.json();
      if (!(page.get("objects") instanceof JsonArray objects)) {
        throw CollectorClient.malformed();
      }
      List<StoredObject> stored = new ArrayList<>();
      for (JsonElement object : objects) {
        stored.add(stored(object));
      }
      return new Page(stored, CollectorClient.text(page, "next"));
    } catch (IOException e) {
      throw NetworkProblem.translate(CANNOT_LIST, e);
    }
  }

  private static StoredObject stored(JsonElement object) throws ObjectStoreException {
    if (!(object instanceof JsonObject json)) {
      throw CollectorClient.malformed();
    }
    return new StoredObject(
        CollectorClient.text(json, "name").orElseThrow(CollectorClient::malformed),
        CollectorClient.count(json, "bytes"));
  }

  @Override
  public void close() {
    http.close();
  }
}
