package procsnap.core.port;

import java.io.Serial;

/** Something could not be stored, and nothing of it is left behind; the message says why. */
public final class StoreException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
