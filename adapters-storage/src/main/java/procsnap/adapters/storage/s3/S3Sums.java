package procsnap.adapters.storage.s3;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import procsnap.core.port.ObjectContent;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Compares what S3 says of an object with what it should be. */
final class S3Sums {

  private S3Sums() {}

  static String crc32c(ObjectContent content) {
    byte[] bytes = ByteBuffer.allocate(4).putInt(content.crc32c()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  static String md5(ObjectContent content) {
    return Base64.getEncoder().encodeToString(content.md5());
  }

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
      return Optional.of(crc32c.equals(crc32c(content)));
    }
    // An ETag may be an MD5, or anything else.
    String md5 = HexFormat.of().formatHex(content.md5());
    return eTag != null && eTag.replace("\"", "").equalsIgnoreCase(md5)
        ? Optional.of(true)
        : Optional.empty();
  }
}
