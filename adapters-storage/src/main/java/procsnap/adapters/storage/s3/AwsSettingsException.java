package procsnap.adapters.storage.s3;

import java.io.Serial;

/**
 * This machine has no AWS credentials, or its settings for AWS cannot be used; the message advises.
 */
final class AwsSettingsException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  AwsSettingsException(String message, Exception cause) {
    super(message, cause);
  }
}
