package procsnap.adapters.storage.chaos;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Replaces the checksums in a response by those of other bytes, or removes them. */
final class Checksums {

  private static final Pattern BASE64 = Pattern.compile("^()([0-9A-Za-z+/])(?=[0-9A-Za-z+/]{3})");

  /** Where in which header the first digit of a checksum is. */
  private static final Map<String, Pattern> HEADERS =
      Map.of(
          "Content-MD5", BASE64,
          // Other entity tags are no checksums.
          "ETag", Pattern.compile("^(\"?)([0-9a-f])(?=[0-9a-f]{31}\"?$)"),
          "x-amz-checksum-crc32", BASE64,
          "x-amz-checksum-crc32c", BASE64,
          "x-amz-checksum-crc64nvme", BASE64,
          "x-amz-checksum-sha256", BASE64,
          "x-goog-hash", Pattern.compile("(crc32c=|md5=)([0-9A-Za-z+/])"),
          "x-ms-content-crc64", BASE64);

  private static final Pattern FIELD =
      Pattern.compile("(\"(?:md5Hash|crc32c)\"\\s*:\\s*\")([0-9A-Za-z+/])");
  private static final Pattern FIELD_NAME = Pattern.compile("\"(?:md5Hash|crc32c)\"");

  private Checksums() {}

  /** The same head with well-formed checksums of other bytes. */
  static HttpHead wrong(HttpHead head) {
    HttpHead wrong = head;
    for (Map.Entry<String, Pattern> header : HEADERS.entrySet()) {
      wrong =
          wrong.mapping(
              header.getKey(),
              value -> header.getValue().matcher(value).replaceAll(Checksums::other));
    }
    return wrong;
  }

  static byte[] wrong(byte[] json) {
    return FIELD
        .matcher(new String(json, StandardCharsets.ISO_8859_1))
        .replaceAll(Checksums::other)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  static HttpHead none(HttpHead head) {
    return head.without(HEADERS.keySet());
  }

  /** The same JSON with unknown field names of the same length. */
  static byte[] none(byte[] json) {
    return FIELD_NAME
        .matcher(new String(json, StandardCharsets.ISO_8859_1))
        .replaceAll(name -> name.group().replaceAll("[A-Za-z0-9]", "x"))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String other(MatchResult digit) {
    return digit.group(1) + (digit.group(2).equals("a") ? "b" : "a");
  }
}
