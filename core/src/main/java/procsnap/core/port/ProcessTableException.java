package procsnap.core.port;

import java.io.Serial;

/** Thrown if the process table cannot be read at all; the message says why and what to do. */
public final class ProcessTableException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public ProcessTableException(String message) {
    super(message);
  }

  public ProcessTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
