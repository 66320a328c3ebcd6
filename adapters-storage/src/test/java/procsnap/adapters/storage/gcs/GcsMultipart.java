package procsnap.adapters.storage.gcs;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The bodies of the JSON API: metadata and media in one, and media in ranges. */
final class GcsMultipart {

  private final JsonObject metadata;
  private final byte[] media;

  private GcsMultipart(JsonObject metadata, byte[] media) {
    this.metadata = metadata;
    this.media = media;
  }

  JsonObject metadata() {
    return metadata;
  }

  byte[] media() {
    return media;
  }

  /** Splits a multipart/related body into its two parts. */
  static GcsMultipart parse(String contentType, byte[] body) throws GcsRefusal {
    Matcher boundary =
        Pattern.compile("multipart/related;.*boundary=\"?([^\";]+)\"?.*")
            .matcher(String.valueOf(contentType));
    if (!boundary.matches()) {
      throw new GcsRefusal(400, "the body is not multipart/related");
    }
    // One character a byte: what is searched for is ASCII.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String delimiter = "--" + boundary.group(1);
    int metadataFrom = text.indexOf("\r\n\r\n", text.indexOf(delimiter)) + 4;
    int metadataTo = text.indexOf("\r\n" + delimiter, metadataFrom);
    int mediaFrom = text.indexOf("\r\n\r\n", metadataTo + delimiter.length()) + 4;
    int mediaTo = text.lastIndexOf("\r\n" + delimiter + "--");
    if (metadataTo < 0 || mediaFrom < metadataTo || mediaTo < mediaFrom) {
      throw new GcsRefusal(400, "the body has not two parts");
    }
    String metadata =
        new String(Arrays.copyOfRange(body, metadataFrom, metadataTo), StandardCharsets.UTF_8);
    return new GcsMultipart(
        JsonParser.parseString(metadata).getAsJsonObject(),
        Arrays.copyOfRange(body, mediaFrom, mediaTo));
  }

  /** Sends an object's bytes, or the range of them that is asked for. */
  static void sendRange(HttpExchange exchange, GcsObject object) throws IOException {
    byte[] bytes = object.bytes();
    Matcher range =
        Pattern.compile("bytes=(\\d+)-(\\d*)")
            .matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    int from = range.matches() ? Integer.parseInt(range.group(1)) : 0;
    int to =
        range.matches() && !range.group(2).isEmpty()
            ? Math.min(bytes.length, Integer.parseInt(range.group(2)) + 1)
            : bytes.length;
    if (from >= bytes.length && from > 0) {
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    exchange
        .getResponseHeaders()
        .set("X-Goog-Hash", "crc32c=" + object.crc32c() + ",md5=" + object.md5());
    exchange.getResponseHeaders().set("X-Goog-Generation", Long.toString(object.generation()));
    if (range.matches()) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
    }
    exchange.sendResponseHeaders(range.matches() ? 206 : 200, to == from ? -1 : to - from);
    exchange.getResponseBody().write(bytes, from, to - from);
  }

  /** What a request carries, unpacked. */
  static byte[] body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    byte[] bytes = in.readAllBytes();
    return gzip && bytes.length > 0
        ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
        : bytes;
  }
}
