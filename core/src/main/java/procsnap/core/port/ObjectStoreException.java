package procsnap.core.port;

import java.io.Serial;
import java.time.Duration;

/** An object store did not do what it was asked for; the message says why, in one safe line. */
public final class ObjectStoreException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** What is to be done about it. */
  public enum Kind {
    /** Nothing but to try again: the network, or the store, is not well. */
    TRANSIENT,
    /** Something that people must mend: credentials, rights, the name of the bucket. */
    PERMANENT,
    /** Other bytes are there under that name. */
    CONFLICT,
    /** There is no object of that name. */
    MISSING
  }

  private final Kind kind;
  private final Duration retryAfter;

  /**
   * @param message what happened and, where people must mend it, what to do
   */
  public ObjectStoreException(Kind kind, String message, Throwable cause) {
    this(kind, message, Duration.ZERO, cause);
  }

  public ObjectStoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.retryAfter = Duration.ZERO;
  }

  /**
   * @param retryAfter how long the store asks to be left alone
   */
  public ObjectStoreException(Kind kind, String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** Other bytes are there; {@code where} is the object as people know it. */
  public static ObjectStoreException conflict(String where) {
    return new ObjectStoreException(
        Kind.CONFLICT, "other bytes are there already as " + where + "; they are left as they are");
  }

  public Kind kind() {
    return kind;
  }

  /** How long the store asks to be left alone; zero when it does not. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
