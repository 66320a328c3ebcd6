package procsnap.adapters.storage.gcs;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.OAuth2Credentials;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/**
 * The part of Google Cloud Storage's JSON API that uploads and listings need, on the loopback and
 * strict: generations and {@code ifGenerationMatch}, checksums, multipart and resumable uploads,
 * bearer tokens. No ready server does all of that.
 */
public final class StrictGcsServer implements AutoCloseable {

  public static final String BUCKET = "traces";
  public static final String TOKEN = "local-access-token";

  private static final int PAGE_SIZE = 1000;

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final boolean auth;
  private volatile boolean hasBucket = true;
  private final GcsServiceAccount account = new GcsServiceAccount(TOKEN);
  private final ConcurrentSkipListMap<String, GcsObject> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong(1000);

  /** A resumable upload under way. */
  private record Upload(
      JsonObject metadata, Optional<String> precondition, ByteArrayOutputStream bytes) {}

  private StrictGcsServer(HttpServer server, boolean auth) {
    this.server = server;
    this.auth = auth;
  }

  /**
   * Starts one with an empty bucket.
   *
   * @param auth whether each request must carry {@link #TOKEN}
   */
  public static StrictGcsServer start(boolean auth) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StrictGcsServer server = new StrictGcsServer(http, auth);
    http.createContext("/", server::handle);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A store on it, or on what stands in front of it. */
  public static ObjectStore store(URI endpoint) {
    return store(endpoint, BUCKET, TOKEN);
  }

  static ObjectStore store(URI endpoint, String bucket, String token) {
    return store(endpoint, bucket, token, PAGE_SIZE);
  }

  static ObjectStore store(URI endpoint, String bucket, String token, int pageSize) {
    try {
      return GcsObjectStore.open(
          StoreLocation.of(URI.create("gs://" + bucket + "/deep/prefix")),
          new GcsConnection(
              Optional.of(endpoint),
              new HttpClient(Duration.ofSeconds(10)),
              () ->
                  OAuth2Credentials.create(AccessToken.newBuilder().setTokenValue(token).build())),
          pageSize);
    } catch (ObjectStoreException e) {
      throw new AssertionError(e);
    }
  }

  public void createBucket() {
    hasBucket = true;
  }

  /** Removes it with all that is in it. */
  public void removeBucket() {
    hasBucket = false;
    objects.clear();
  }

  /** Who may use it. */
  GcsServiceAccount account() {
    return account;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = GcsMultipart.body(exchange);
      try {
        answer(exchange, body);
      } catch (GcsRefusal refusal) {
        refusal.send(exchange);
      }
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException, GcsRefusal {
    String path = exchange.getRequestURI().getRawPath();
    if (path.equals("/token")) {
      account.handOutToken(exchange);
      return;
    }
    if (auth) {
      account.requireToken(exchange);
    }
    Map<String, String> query = GcsListing.query(exchange.getRequestURI().getRawQuery());
    Matcher object =
        Pattern.compile("(/upload|/download)?/storage/v1/b/([^/]+)/o(?:/(.+))?").matcher(path);
    if (!object.matches()) {
      throw new GcsRefusal(404, "no such method");
    }
    if (!hasBucket || !object.group(2).equals(BUCKET)) {
      throw new GcsRefusal(404, "The specified bucket does not exist.");
    }
    boolean isUpload = "/upload".equals(object.group(1));
    if (isUpload && exchange.getRequestMethod().equals("PUT")) {
      resume(exchange, query, body);
    } else if (isUpload) {
      upload(exchange, query, body);
    } else if (exchange.getRequestMethod().equals("DELETE")) {
      objects.remove(GcsListing.decode(object.group(3)));
      exchange.sendResponseHeaders(204, -1);
    } else if (object.group(3) == null) {
      sendJson(exchange, 200, GcsListing.page(objects, query));
    } else {
      get(exchange, GcsListing.decode(object.group(3)), "media".equals(query.get("alt")));
    }
  }

  private void upload(HttpExchange exchange, Map<String, String> query, byte[] body)
      throws IOException, GcsRefusal {
    Optional<String> precondition = Optional.ofNullable(query.get("ifGenerationMatch"));
    if ("multipart".equals(query.get("uploadType"))) {
      GcsMultipart parts =
          GcsMultipart.parse(exchange.getRequestHeaders().getFirst("Content-Type"), body);
      sendObject(exchange, create(parts.metadata(), precondition, parts.media()));
    } else if ("resumable".equals(query.get("uploadType"))) {
      String id = "upload-" + numbers.incrementAndGet();
      JsonObject metadata =
          JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject();
      if (!metadata.has("name")) {
        metadata.addProperty("name", query.get("name"));
      }
      uploads.put(id, new Upload(metadata, precondition, new ByteArrayOutputStream()));
      exchange
          .getResponseHeaders()
          .set(
              "Location",
              "http://"
                  + exchange.getRequestHeaders().getFirst("Host")
                  + "/upload/storage/v1/b/"
                  + BUCKET
                  + "/o?uploadType=resumable&upload_id="
                  + id);
      exchange.sendResponseHeaders(200, -1);
    } else {
      throw new GcsRefusal(400, "uploadType is missing");
    }
  }

  /** See "Perform resumable uploads" in Google's documentation. */
  private void resume(HttpExchange exchange, Map<String, String> query, byte[] body)
      throws IOException, GcsRefusal {
    Upload upload = uploads.get(String.valueOf(query.get("upload_id")));
    if (upload == null) {
      throw new GcsRefusal(404, "no such upload");
    }
    Matcher range =
        CONTENT_RANGE.matcher(
            String.valueOf(exchange.getRequestHeaders().getFirst("Content-Range")));
    if (!range.matches()) {
      throw new GcsRefusal(400, "Content-Range is wrong");
    }
    if (range.group(1) != null) {
      long from = Long.parseLong(range.group(1));
      long to = Long.parseLong(range.group(2));
      if (from != upload.bytes.size() || to - from + 1 != body.length) {
        throw new GcsRefusal(400, "this is not the range that is missing");
      }
      upload.bytes.write(body);
    }
    if (!range.group(3).equals("*") && Long.parseLong(range.group(3)) == upload.bytes.size()) {
      requireHash(exchange, upload.bytes.toByteArray());
      GcsObject created = create(upload.metadata, upload.precondition, upload.bytes.toByteArray());
      uploads.remove(query.get("upload_id"));
      sendObject(exchange, created);
      return;
    }
    if (upload.bytes.size() > 0) {
      exchange.getResponseHeaders().set("Range", "bytes=0-" + (upload.bytes.size() - 1));
    }
    exchange.sendResponseHeaders(308, -1);
  }

  /** A sum in the header of the last piece counts like one in the metadata. */
  private static void requireHash(HttpExchange exchange, byte[] bytes) throws GcsRefusal {
    String hash = exchange.getRequestHeaders().getFirst("X-Goog-Hash");
    String sum = new GcsObject("", 0, "", bytes).crc32c();
    if (hash != null && hash.contains("crc32c=") && !hash.contains("crc32c=" + sum)) {
      throw new GcsRefusal(400, "Provided CRC32C does not match calculated CRC32C " + sum);
    }
  }

  private synchronized GcsObject create(
      JsonObject metadata, Optional<String> precondition, byte[] bytes) throws GcsRefusal {
    String name = metadata.get("name").getAsString();
    GcsObject object =
        new GcsObject(
            name,
            numbers.incrementAndGet(),
            metadata.has("contentType") ? metadata.get("contentType").getAsString() : "",
            bytes);
    requireSum(metadata, "md5Hash", object.md5());
    requireSum(metadata, "crc32c", object.crc32c());
    GcsObject there = objects.get(name);
    long generation = there == null ? 0 : there.generation();
    if (precondition.isPresent() && Long.parseLong(precondition.get()) != generation) {
      throw new GcsRefusal(412, "At least one of the pre-conditions you specified did not hold.");
    }
    objects.put(name, object);
    return object;
  }

  private static void requireSum(JsonObject metadata, String sum, String calculated)
      throws GcsRefusal {
    if (metadata.has(sum) && !metadata.get(sum).getAsString().equals(calculated)) {
      throw new GcsRefusal(400, "Provided " + sum + " does not match calculated " + calculated);
    }
  }

  private void get(HttpExchange exchange, String name, boolean media)
      throws IOException, GcsRefusal {
    GcsObject object = objects.get(name);
    if (object == null) {
      throw new GcsRefusal(404, "No such object: " + name);
    }
    if (media) {
      GcsMultipart.sendRange(exchange, object);
    } else {
      sendObject(exchange, object);
    }
  }

  private static void sendObject(HttpExchange exchange, GcsObject object) throws IOException {
    exchange
        .getResponseHeaders()
        .set("X-Goog-Hash", "crc32c=" + object.crc32c() + ",md5=" + object.md5());
    sendJson(exchange, 200, object.json(BUCKET));
  }

  static void sendJson(HttpExchange exchange, int status, JsonObject json) throws IOException {
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
  }
}
