package procsnap.adapters.storage.presigned;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import procsnap.adapters.storage.http.ContentSums;
import procsnap.adapters.storage.http.HttpExchange;
import procsnap.adapters.storage.http.HttpStatus;
import procsnap.adapters.storage.http.RetryAfter;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/**
 * The response of a store to a presigned request: Amazon's, Google's, Microsoft's or a similar one.
 *
 * @param code the store's own error code, empty when it has none
 * @param sums the headers that may hold a checksum
 */
record StoreResponse(int status, String code, Map<String, String> sums, Duration retryAfter) {

  /** How the bytes that the store reports compare with those that were sent. */
  enum Verdict {
    SAME,
    DIFFERENT,
    UNKNOWN
  }

  private static final int LONGEST = 64 * 1024;
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,64})</Code>");
  private static final Pattern GOOGLE_CRC32C = Pattern.compile("crc32c=([A-Za-z0-9+/=]+)");
  private static final Set<String> SUMS =
      Set.of("x-amz-checksum-crc32c", "x-goog-hash", "Content-MD5", "ETag");

  /** Reads a whole response. */
  static StoreResponse of(HttpExchange exchange) throws IOException {
    String body = new String(exchange.shortBody(LONGEST), StandardCharsets.ISO_8859_1);
    Matcher code = CODE.matcher(body);
    return of(exchange, code.find() ? code.group(1) : "");
  }

  /** Reads the head of a response whose body is an object. */
  static StoreResponse head(HttpExchange exchange) {
    return of(exchange, "");
  }

  private static StoreResponse of(HttpExchange exchange, String code) {
    Map<String, String> sums = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange
        .headers()
        .forEach(
            (name, values) -> {
              if (SUMS.stream().anyMatch(name::equalsIgnoreCase)) {
                // Google sends one header for each sum.
                sums.put(name, String.join(",", values));
              }
            });
    return new StoreResponse(
        exchange.status(),
        code,
        sums,
        RetryAfter.parse(exchange.header("Retry-After"), Instant.now()));
  }

  Verdict verdict(ObjectContent content) {
    Optional<String> crc32c =
        sum("x-amz-checksum-crc32c")
            .or(
                () ->
                    sum("x-goog-hash")
                        .map(GOOGLE_CRC32C::matcher)
                        .filter(Matcher::find)
                        .map(m -> m.group(1)));
    if (crc32c.isPresent()) {
      return crc32c.get().equals(ContentSums.crc32c(content)) ? Verdict.SAME : Verdict.DIFFERENT;
    }
    if (sum("Content-MD5").isPresent()) {
      return sum("Content-MD5").get().equals(ContentSums.md5(content))
          ? Verdict.SAME
          : Verdict.DIFFERENT;
    }
    // An ETag need not be an MD5.
    String md5 = HexFormat.of().formatHex(content.md5());
    return sum("ETag").map(tag -> tag.replace("\"", "")).filter(md5::equalsIgnoreCase).isPresent()
        ? Verdict.SAME
        : Verdict.UNKNOWN;
  }

  private Optional<String> sum(String header) {
    return Optional.ofNullable(sums.get(header));
  }

  ObjectStoreException problem(String what) {
    Kind kind = HttpStatus.failure(status, code);
    String message =
        what
            + ": the store behind the collector responded with "
            + (status + " " + code).strip()
            + (kind == Kind.PERMANENT ? ": ask the operator of the collector" : "");
    return new ObjectStoreException(kind, message, retryAfter, new IOException("HTTP " + status));
  }
}
