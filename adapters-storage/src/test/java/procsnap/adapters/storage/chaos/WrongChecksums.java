package procsnap.adapters.storage.chaos;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Makes the checksums in an answer those of other bytes, well-formed as they were. */
final class WrongChecksums {

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

  private WrongChecksums() {}

  static HttpHead in(HttpHead head) {
    HttpHead wrong = head;
    for (Map.Entry<String, Pattern> header : HEADERS.entrySet()) {
      wrong =
          wrong.mapping(
              header.getKey(),
              value -> header.getValue().matcher(value).replaceAll(WrongChecksums::other));
    }
    return wrong;
  }

  static byte[] in(byte[] json) {
    return FIELD
        .matcher(new String(json, StandardCharsets.ISO_8859_1))
        .replaceAll(WrongChecksums::other)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String other(MatchResult digit) {
    return digit.group(1) + (digit.group(2).equals("a") ? "b" : "a");
  }
}
