package procsnap.adapters.storage.s3;

import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.http.ContentSums;
import procsnap.core.port.ObjectContent;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Compares what S3 says of an object with what it should be. */
final class S3Sums {

  private S3Sums() {}

  /** Whether it got the same bytes; nothing when it does not say. */
  static Optional<Boolean> isSame(PutObjectResponse answer, ObjectContent content) {
    return isSame(answer.checksumCRC32C(), answer.eTag(), content);
  }

  /** Whether it has the same bytes; nothing when it does not say. */
  static Optional<Boolean> isSame(HeadObjectResponse there, ObjectContent content) {
    return isSame(there.checksumCRC32C(), there.eTag(), content);
  }

  private static Optional<Boolean> isSame(
      @Nullable String crc32c, @Nullable String eTag, ObjectContent content) {
    // That of an object put together from parts has the number of parts behind it.
    if (crc32c != null && !crc32c.contains("-")) {
      return Optional.of(crc32c.equals(ContentSums.crc32c(content)));
    }
    // An ETag may be an MD5, or anything else.
    String md5 = HexFormat.of().formatHex(content.md5());
    return eTag != null && eTag.replace("\"", "").equalsIgnoreCase(md5)
        ? Optional.of(true)
        : Optional.empty();
  }
}
