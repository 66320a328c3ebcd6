package procsnap.adapters.storage.http;

import java.io.IOException;
import java.io.Serial;

/**
 * The server closed the connection while a body was sent, or before its response. It may have
 * stored the body, or rejected it in a response that was lost: a server that does not read a
 * rejected body to its end resets the connection, its own response included.
 */
public final class TruncatedBodyException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  TruncatedBodyException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
