package procsnap.adapters.storage.presigned;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.adapters.storage.http.HttpExchange;
import procsnap.adapters.storage.http.HttpStatus;
import procsnap.adapters.storage.http.RetryAfter;
import procsnap.adapters.storage.http.ServerText;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Sends requests with the token to a collector, and to no other server; see docs/collector.md. */
final class CollectorClient {

  private static final int LONGEST = 64 * 1024;
  private static final int LONGEST_PAGE = 4 * 1024 * 1024;

  /** The response of a collector. */
  record CollectorResponse(int status, String text, Duration retryAfter) {

    /** Parses the JSON object that is its body. */
    JsonObject json() throws ObjectStoreException {
      try {
        if (JsonParser.parseString(text) instanceof JsonObject json) {
          return json;
        }
      } catch (JsonParseException e) {
        // Reported below, like any other body that is not an object.
      }
      throw malformed();
    }

    ObjectStoreException problem(String what) {
      Kind kind = HttpStatus.failure(status, "");
      String message =
          what
              + ": the collector responded with "
              + status
              + (text.isBlank() ? "" : " (" + ServerText.printable(text.strip()) + ")")
              + (kind == Kind.PERMANENT ? ": " + advice() : "");
      return new ObjectStoreException(kind, message, retryAfter, new IOException("HTTP " + status));
    }

    private String advice() {
      return status == 401 || status == 403
          ? "check the token in PROCSNAP_COLLECTOR_TOKEN and its rights"
          : "check the address of the collector, or ask its operator";
    }
  }

  /**
   * Permission to send a request to a presigned URL.
   *
   * @param headers the headers that must be sent with it
   */
  record Grant(URI url, Map<String, List<String>> headers) {}

  private final HttpClient http;
  private final Addresses addresses;
  private final CollectorToken token;

  CollectorClient(HttpClient http, Addresses addresses, CollectorToken token) {
    this.http = http;
    this.addresses = addresses;
    this.token = token;
  }

  /** Requests permission to create an object. */
  CollectorResponse create(String name, JsonObject sums) throws IOException, ObjectStoreException {
    Map<String, List<String>> headers = headers();
    headers.put("Content-Type", List.of("application/json"));
    byte[] body = sums.toString().getBytes(StandardCharsets.UTF_8);
    try (HttpExchange post = http.request("POST", addresses.object(name), headers)) {
      post.execute(new ByteArrayInputStream(body), body.length);
      return response(post, LONGEST);
    }
  }

  /** Requests permission to read an object. */
  CollectorResponse read(String name) throws IOException, ObjectStoreException {
    return get(addresses.object(name), LONGEST);
  }

  /** Requests a page of a listing. */
  CollectorResponse page(String prefix, Optional<String> after)
      throws IOException, ObjectStoreException {
    return get(addresses.page(prefix, after), LONGEST_PAGE);
  }

  private CollectorResponse get(URI address, int longest) throws IOException, ObjectStoreException {
    try (HttpExchange get = http.request("GET", address, headers())) {
      get.execute();
      return response(get, longest);
    }
  }

  private Map<String, List<String>> headers() throws ObjectStoreException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Accept", List.of("application/json"));
    token.read().ifPresent(text -> headers.put("Authorization", List.of("Bearer " + text)));
    return headers;
  }

  private static CollectorResponse response(HttpExchange exchange, int longest) throws IOException {
    int bound = exchange.status() == 200 ? longest : LONGEST;
    return new CollectorResponse(
        exchange.status(),
        new String(exchange.shortBody(bound), StandardCharsets.UTF_8),
        RetryAfter.parse(exchange.header("Retry-After"), Instant.now()));
  }

  /** Parses the permission that a response grants. */
  Grant grant(CollectorResponse response, String method) throws ObjectStoreException {
    JsonObject json = response.json();
    if (!text(json, "method").orElse(method).equals(method)) {
      throw malformed();
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (json.get("headers") instanceof JsonObject given) {
      for (String name : given.keySet()) {
        headers.put(name, List.of(text(given, name).orElseThrow(CollectorClient::malformed)));
      }
    }
    URI url = addresses.presigned(text(json, "url").orElseThrow(CollectorClient::malformed));
    return new Grant(url, headers);
  }

  /** A member of a JSON object that is a string. */
  static Optional<String> text(JsonObject json, String name) {
    JsonElement member = json.get(name);
    return member != null && member.isJsonPrimitive() && member.getAsJsonPrimitive().isString()
        ? Optional.of(member.getAsString())
        : Optional.empty();
  }

  /** A member of a JSON object that is a count. */
  static long count(JsonObject json, String name) throws ObjectStoreException {
    JsonElement member = json.get(name);
    if (member != null && member.isJsonPrimitive() && member.getAsString().matches("[0-9]{1,18}")) {
      return member.getAsLong();
    }
    throw malformed();
  }

  static ObjectStoreException malformed() {
    return new ObjectStoreException(
        Kind.TRANSIENT, "malformed response of the collector: see docs/collector.md");
  }
}
