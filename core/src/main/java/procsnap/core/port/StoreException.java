package procsnap.core.port;

import java.io.Serial;

/** Thrown if data could not be stored and nothing of it was left behind; the message says why. */
public final class StoreException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
