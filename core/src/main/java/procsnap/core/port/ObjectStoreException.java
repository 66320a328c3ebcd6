package procsnap.core.port;

import java.io.Serial;
import java.time.Duration;

/** A request to an object store failed; the message says why, in one printable line. */
public final class ObjectStoreException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** What to do about the failure. */
  public enum Kind {
    /** Try again: the network or the store failed for the moment. */
    TRANSIENT,
    /** Correct something first: credentials, rights, the name of the bucket. */
    PERMANENT,
    /** Leave it: other bytes exist under that name. */
    CONFLICT,
    /** No object has that name. */
    MISSING
  }

  private final Kind kind;
  private final Duration retryAfter;

  /**
   * @param message what happened and, if it is permanent, what to do
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
   * @param retryAfter the delay that the store asks for
   */
  public ObjectStoreException(Kind kind, String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** A conflict; {@code where} is the location of the object as users know it. */
  public static ObjectStoreException conflict(String where) {
    return new ObjectStoreException(
        Kind.CONFLICT, "other bytes already exist as " + where + "; they are not changed");
  }

  public Kind kind() {
    return kind;
  }

  /** The delay that the store asks for before the next attempt; zero when it asks for none. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
