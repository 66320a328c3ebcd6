package procsnap.adapters.storage.chaos;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Changes real responses at random, from a seed: what a broken or hostile server could send. */
final class ResponseMutations {

  private static final int MOST_CHANGES = 4;

  /** Lines in place of a header, or beside it. */
  private static final List<String> LINES =
      List.of(
          "Content-Encoding: gzip",
          "Content-Encoding: deflate, br",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip, chunked",
          "Content-Length: -1",
          "Content-Length: 0",
          "Content-Length: 99999999999999999999",
          "Content-Length: 5",
          "Content-Type: text/html",
          "Content-Type: \u0000",
          "Content-Range: bytes 5-1/7",
          "Content-Range: bytes */*",
          "ETag: \"\"",
          "ETag: \"" + "f".repeat(5000) + "\"",
          "Content-MD5: AAAA",
          "x-amz-checksum-crc32c: !",
          "x-goog-hash: md5=,crc32c=",
          "x-ms-error-code: BlobAlreadyExists",
          "x-amz-bucket-region: \u001b[2J",
          "Location: //",
          "Retry-After: Mon, 99 Foo 99999 99:99:99 GMT",
          "Retry-After: 999999999999",
          "Connection: close, keep-alive, upgrade",
          "Upgrade: h2c",
          "Set-Cookie: a=b; Path=/",
          "x: " + "y".repeat(70_000));

  private static final List<String> STATUSES =
      List.of(
          "HTTP/1.1 200 OK",
          "HTTP/1.1 201 Created",
          "HTTP/1.1 204 No Content",
          "HTTP/1.1 206 Partial Content",
          "HTTP/1.1 299 Yes",
          "HTTP/1.1 304 Not Modified",
          "HTTP/1.1 308 Resume Incomplete",
          "HTTP/1.1 404 Not Found",
          "HTTP/1.1 409 Conflict",
          "HTTP/1.1 412 Precondition Failed",
          "HTTP/1.1 416 Range Not Satisfiable",
          "HTTP/1.1 999 ?",
          "HTTP/1.1 -1",
          "HTTP/9.9 200 OK",
          "HTTP/1.1",
          "");

  /** Text that parsers of JSON, XML and numbers often mishandle. */
  private static final List<String> TEXTS =
      List.of(
          "null",
          "{}",
          "[]",
          "{\"",
          "\"",
          "<",
          "</",
          "<a>".repeat(3_000),
          "[".repeat(30_000),
          "-1",
          "99999999999999999999",
          "1e999",
          "NaN",
          "true",
          "\\ud800",
          "\u0000",
          "&#0;",
          "&x;",
          "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
          "../",
          "%00",
          "\r\n\r\n");

  private final SplittableRandom random;

  ResponseMutations(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A response with one to four changes, as the bytes on the wire. */
  synchronized byte[] mutate(HttpHead head, byte[] body) {
    HttpHead changedHead = head;
    byte[] changedBody = body;
    ByteArrayOutputStream before = new ByteArrayOutputStream();
    for (int left = 1 + random.nextInt(MOST_CHANGES); left > 0; left--) {
      switch (random.nextInt(8)) {
        case 0 -> changedHead = new HttpHead(one(STATUSES), changedHead.headers());
        case 1, 2 -> changedHead = changedHeader(changedHead);
        case 3 ->
            before.writeBytes(
                "HTTP/1.1 100 Continue\r\n\r\n".repeat(50).getBytes(StandardCharsets.US_ASCII));
        default -> changedBody = changedBytes(changedBody);
      }
    }
    byte[] bytes = changedHead.toBytes();
    before.writeBytes(random.nextInt(8) == 0 ? changedBytes(bytes) : bytes);
    before.writeBytes(changedBody);
    return before.toByteArray();
  }

  private HttpHead changedHeader(HttpHead head) {
    List<HttpHead.Header> headers = new ArrayList<>(head.headers());
    String[] line = one(LINES).split(": ", 2);
    if (!headers.isEmpty() && random.nextBoolean()) {
      headers.remove(random.nextInt(headers.size()));
    }
    if (random.nextBoolean()) {
      headers.removeIf(header -> header.is(line[0]));
    }
    headers.add(random.nextInt(headers.size() + 1), new HttpHead.Header(line[0], line[1]));
    return new HttpHead(head.startLine(), headers);
  }

  private byte[] changedBytes(byte[] bytes) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(40));
    byte[] middle = Arrays.copyOfRange(bytes, from, to);
    byte[] head = Arrays.copyOf(bytes, from);
    byte[] tail = Arrays.copyOfRange(bytes, to, bytes.length);
    return switch (random.nextInt(5)) {
      case 0 -> concatenated(head, tail);
      case 1 -> concatenated(head, one(TEXTS).getBytes(StandardCharsets.UTF_8), tail);
      case 2 -> concatenated(head, middle, middle, tail);
      case 3 -> concatenated(head, flipped(middle), tail);
      default -> head;
    };
  }

  private byte[] flipped(byte[] bytes) {
    if (bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
