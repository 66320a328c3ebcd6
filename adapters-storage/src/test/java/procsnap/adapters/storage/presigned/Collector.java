package procsnap.adapters.storage.presigned;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import procsnap.adapters.storage.s3.S3Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A collector as docs/collector.md has it, in front of a bucket of S3. */
public final class Collector implements AutoCloseable {

  public static final String TOKEN = "let.me-in_~+/==";

  static {
    // The JDK's server waits 40 ms with an answer otherwise.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final String PATH = "/v1/machine";
  private static final Duration VALID = Duration.ofMinutes(5);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final S3Client s3;
  private final S3Presigner presigner;
  private final String bucket;
  private final boolean looksFirst;
  private final int pageSize;

  private Collector(
      HttpServer server, URI endpoint, String bucket, boolean looksFirst, int pageSize) {
    this.server = server;
    this.bucket = bucket;
    this.looksFirst = looksFirst;
    this.pageSize = pageSize;
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(S3Server.KEY_ID, S3Server.KEY));
    this.s3 = S3Server.client(endpoint);
    this.presigner =
        S3Presigner.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build();
  }

  /**
   * Starts one.
   *
   * @param looksFirst whether it says itself that a name is taken, or lets the store say it
   */
  public static Collector start(URI endpoint, String bucket, boolean looksFirst)
      throws IOException {
    return start(endpoint, bucket, looksFirst, 500);
  }

  static Collector start(URI endpoint, String bucket, boolean looksFirst, int pageSize)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    Collector collector = new Collector(server, endpoint, bucket, looksFirst, pageSize);
    server.createContext(PATH + "/", collector::handle);
    server.setExecutor(collector.threads);
    server.start();
    return collector;
  }

  /** What is given as the store. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String token = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + TOKEN).equals(token)) {
        answer(exchange, 401, new JsonObject());
        return;
      }
      String path = exchange.getRequestURI().getRawPath().substring(PATH.length() + 1);
      String name = decode(path);
      if (exchange.getRequestMethod().equals("POST")) {
        create(exchange, name, new String(body, StandardCharsets.UTF_8));
      } else if (name.isEmpty()) {
        list(exchange);
      } else {
        read(exchange, name);
      }
    } catch (S3Exception e) {
      answer(exchange, e.statusCode(), new JsonObject());
    }
  }

  private void create(HttpExchange exchange, String name, String body) throws IOException {
    if (looksFirst) {
      try {
        answer(exchange, 409, described(name));
        return;
      } catch (S3Exception e) {
        // Then it is not there.
      }
    }
    JsonObject sums = JsonParser.parseString(body).getAsJsonObject();
    PresignedRequest put =
        presigner.presignPutObject(
            presign ->
                presign
                    .signatureDuration(VALID)
                    .putObjectRequest(
                        request ->
                            request
                                .bucket(bucket)
                                .key(name)
                                .ifNoneMatch("*")
                                .contentLength(sums.get("bytes").getAsLong())
                                .contentMD5(sums.get("md5").getAsString())
                                .checksumCRC32C(sums.get("crc32c").getAsString())));
    answer(exchange, 200, grant("PUT", put));
  }

  private static JsonObject grant(String method, PresignedRequest presigned) {
    JsonObject grant = new JsonObject();
    grant.addProperty("method", method);
    grant.addProperty("url", presigned.url().toString());
    JsonObject headers = new JsonObject();
    presigned.signedHeaders().forEach((name, values) -> headers.addProperty(name, values.get(0)));
    grant.add("headers", headers);
    return grant;
  }

  private JsonObject described(String name) {
    HeadObjectResponse there = s3.headObject(request -> request.bucket(bucket).key(name));
    JsonObject json = new JsonObject();
    json.addProperty("bytes", there.contentLength());
    json.addProperty("md5", S3Server.md5(there.eTag()));
    return json;
  }

  private void read(HttpExchange exchange, String name) throws IOException {
    described(name);
    PresignedRequest get =
        presigner.presignGetObject(
            presign ->
                presign
                    .signatureDuration(VALID)
                    .getObjectRequest(
                        request ->
                            request.bucket(bucket).key(name).checksumMode(ChecksumMode.ENABLED)));
    answer(exchange, 200, grant("GET", get));
  }

  private void list(HttpExchange exchange) throws IOException {
    Map<String, String> query = new HashMap<>();
    for (String part : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], decode(pair[1]));
    }
    ListObjectsV2Response page =
        s3.listObjectsV2(
            request ->
                request
                    .bucket(bucket)
                    .prefix(query.get("prefix"))
                    .startAfter(query.get("after"))
                    .maxKeys(pageSize));
    JsonArray objects = new JsonArray();
    page.contents()
        .forEach(
            object -> {
              JsonObject one = new JsonObject();
              one.addProperty("name", object.key());
              one.addProperty("bytes", object.size());
              objects.add(one);
            });
    JsonObject json = new JsonObject();
    json.add("objects", objects);
    if (Boolean.TRUE.equals(page.isTruncated())) {
      List<?> contents = page.contents();
      json.addProperty("next", page.contents().get(contents.size() - 1).key());
    }
    answer(exchange, 200, json);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, JsonObject json)
      throws IOException {
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    s3.close();
    presigner.close();
  }
}
