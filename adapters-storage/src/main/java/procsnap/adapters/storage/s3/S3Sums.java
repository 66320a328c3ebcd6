package procsnap.adapters.storage.s3;

import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.http.ContentSums;
import procsnap.core.port.ObjectContent;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Compares the checksums that S3 reports with those of a content. */
final class S3Sums {

  private S3Sums() {}

  /** Whether S3 received the same bytes; absent when it does not say. */
  static Optional<Boolean> isSame(PutObjectResponse stored, ObjectContent content) {
    return isSame(stored.checksumCRC32C(), stored.eTag(), content);
  }

  /** Whether S3 has the same bytes; absent when it does not say. */
  static Optional<Boolean> isSame(HeadObjectResponse head, ObjectContent content) {
    return isSame(head.checksumCRC32C(), head.eTag(), content);
  }

  private static Optional<Boolean> isSame(
      @Nullable String crc32c, @Nullable String eTag, ObjectContent content) {
    // The checksum of a multipart object ends with the number of its parts.
    if (crc32c != null && !crc32c.contains("-")) {
      return Optional.of(crc32c.equals(ContentSums.crc32c(content)));
    }
    // An ETag may be an MD5 or anything else.
    String md5 = HexFormat.of().formatHex(content.md5());
    return eTag != null && eTag.replace("\"", "").equalsIgnoreCase(md5)
        ? Optional.of(true)
        : Optional.empty();
  }
}
