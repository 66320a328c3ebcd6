package procsnap.adapters.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** The bytes of an object; the SDK's own exceptions become those of a stream. */
final class S3ObjectBytes extends FilterInputStream {

  S3ObjectBytes(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (SdkException e) {
      throw new IOException("the object is damaged, or its transfer broke off", e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (SdkException e) {
      throw new IOException("the object is damaged, or its transfer broke off", e);
    }
  }
}
