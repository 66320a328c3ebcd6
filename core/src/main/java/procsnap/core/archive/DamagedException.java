package procsnap.core.archive;

import java.io.Serial;

/** Thrown for a file whose content is not what was recorded; the message says how it differs. */
public final class DamagedException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  public DamagedException(String message) {
    super(message);
  }

  public DamagedException(String message, Throwable cause) {
    super(message, cause);
  }
}
