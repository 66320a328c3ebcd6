package procsnap.adapters.storage.s3;

import java.io.Serial;
import software.amazon.awssdk.core.exception.SdkClientException;

/** No provider on this machine has AWS credentials. */
final class NoCredentialsException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  NoCredentialsException(SdkClientException cause) {
    super("no credentials", cause);
  }
}
