package procsnap.adapters.storage.http;

import java.io.IOException;
import java.io.Serial;

/**
 * The server ended the connection while a body was sent, or before it answered. It may have stored
 * the body all the same, or have refused it by an answer that got lost: a server that does not wait
 * for the end of a body that it does not want resets the connection under its own answer.
 */
public final class TruncatedBodyException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  TruncatedBodyException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
