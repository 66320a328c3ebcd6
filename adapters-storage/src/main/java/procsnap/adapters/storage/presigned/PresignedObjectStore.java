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
import procsnap.adapters.storage.presigned.CollectorClient.Answer;
import procsnap.adapters.storage.presigned.CollectorClient.Grant;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/**
 * A collector as an object store: it answers each name with a presigned URL to send the bytes to,
 * so that this machine holds no cloud's credentials. The protocol is in docs/collector.md.
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
   * A store that has asked nobody yet.
   *
   * @param noProgress how long a request may stand still before it is cut
   * @throws ObjectStoreException PERMANENT when the address is not one for a collector
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
      Answer answer = collector.create(name, sums);
      return switch (answer.status()) {
        case OK -> send(name, content, collector.grant(answer, "PUT"), what);
        case CONFLICT -> alreadyThere(isSame(name, answer.json(), content, what), what);
        default -> throw answer.problem(what);
      };
    } catch (IOException e) {
      throw NetworkProblem.translate(what, e);
    }
  }

  private Put send(String name, ObjectContent content, Grant grant, String what)
      throws IOException, ObjectStoreException {
    Map<String, List<String>> headers = grant.headers();
    headers.putIfAbsent("Content-Type", List.of("application/octet-stream"));
    StoreResponse answer;
    try (InputStream in = SentContent.open(content);
        HttpExchange put = http.request("PUT", grant.url(), headers)) {
      put.execute(in, content.bytes());
      answer = StoreResponse.of(put);
    } catch (TruncatedBodyException e) {
      return alreadyThere(open(name, what).orElseThrow(() -> e), content, what);
    }
    if (mayBeTaken(answer.status())) {
      Optional<Stored> there = open(name, what);
      if (there.isPresent()) {
        return alreadyThere(there.get(), content, what);
      }
    }
    if (!STORED.contains(answer.status())) {
      throw answer.problem(what);
    }
    boolean confirmed =
        switch (answer.verdict(content)) {
          case SAME -> true;
          case OTHER -> false;
          case UNKNOWN -> isThere(name, content, what);
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
        Kind.TRANSIENT, what + ": the store does not confirm that it has the same bytes");
  }

  private static Put alreadyThere(Stored there, ObjectContent content, String what)
      throws IOException, ObjectStoreException {
    return alreadyThere(isSame(there, content, what), what);
  }

  private static Put alreadyThere(boolean same, String what) throws ObjectStoreException {
    if (same) {
      return Put.ALREADY_THERE;
    }
    throw new ObjectStoreException(
        Kind.CONFLICT, what + ": other bytes are there under that name; they are left as they are");
  }

  /** Whether what the collector says is there is the same, as far as it says so. */
  private boolean isSame(String name, JsonObject there, ObjectContent content, String what)
      throws IOException, ObjectStoreException {
    Optional<String> crc32c = CollectorClient.text(there, "crc32c");
    Optional<String> md5 = CollectorClient.text(there, "md5");
    if (CollectorClient.count(there, "bytes") != content.bytes()) {
      return false;
    }
    if (crc32c.isEmpty() && md5.isEmpty()) {
      return isThere(name, content, what);
    }
    return crc32c.orElse(ContentSums.crc32c(content)).equals(ContentSums.crc32c(content))
        && md5.orElse(ContentSums.md5(content)).equals(ContentSums.md5(content));
  }

  private boolean isThere(String name, ObjectContent content, String what)
      throws IOException, ObjectStoreException {
    Optional<Stored> there = open(name, what);
    return there.isPresent() && isSame(there.get(), content, what);
  }

  private static boolean isSame(Stored there, ObjectContent content, String what)
      throws IOException, ObjectStoreException {
    if (!ContentSums.isSame(there.bytes(), content)) {
      return false;
    }
    if (there.head().verdict(content) == StoreResponse.Verdict.OTHER) {
      // The store says one thing and gives another.
      throw unconfirmed(what);
    }
    return true;
  }

  /** An object, and what the store says of it. */
  private record Stored(InputStream bytes, StoreResponse head) {}

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    String what = "cannot read " + ServerText.printable(name);
    try {
      return open(name, what)
          .map(Stored::bytes)
          .orElseThrow(
              () -> new ObjectStoreException(Kind.MISSING, what + ": the collector has none"));
    } catch (IOException e) {
      throw NetworkProblem.translate(what, e);
    }
  }

  /** An object; nothing when there is none of that name. */
  private Optional<Stored> open(String name, String what) throws IOException, ObjectStoreException {
    Answer answer = collector.read(name);
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    if (answer.status() != OK) {
      throw answer.problem(what);
    }
    Grant grant = collector.grant(answer, "GET");
    HttpExchange get = http.request("GET", grant.url(), grant.headers());
    get.execute();
    if (get.status() == OK) {
      return Optional.of(new Stored(get.body(), StoreResponse.head(get)));
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
    return new PagedCursor(CANNOT_LIST, startAfter, next -> page(prefix, next.or(() -> start)));
  }

  private Page page(String prefix, Optional<String> after) throws ObjectStoreException {
    try {
      Answer answer = collector.page(prefix, after);
      if (answer.status() != OK) {
        throw answer.problem(CANNOT_LIST);
      }
      JsonObject page = answer.json();
      if (!(page.get("objects") instanceof JsonArray objects)) {
        throw CollectorClient.nonsense();
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
      throw CollectorClient.nonsense();
    }
    return new StoredObject(
        CollectorClient.text(json, "name").orElseThrow(CollectorClient::nonsense),
        CollectorClient.count(json, "bytes"));
  }

  @Override
  public void close() {
    http.close();
  }
}
