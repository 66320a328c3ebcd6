package procsnap.adapters.proc;

import java.io.Serial;

/** A process of which nothing can be told: a common thing, so it carries no stack trace. */
final class UnreadableProcessException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final boolean vanished;

  private UnreadableProcessException(String message, boolean vanished) {
    super(message, null, false, false);
    this.vanished = vanished;
  }

  static UnreadableProcessException vanished(int pid) {
    return new UnreadableProcessException("process " + pid + " is gone", true);
  }

  static UnreadableProcessException denied(int pid) {
    return new UnreadableProcessException("process " + pid + " may not be read", false);
  }

  static UnreadableProcessException malformed(int pid) {
    return new UnreadableProcessException("stat of process " + pid + " is malformed", false);
  }

  /** Whether it is gone, which is normal, or is there and cannot be read. */
  boolean isVanished() {
    return vanished;
  }
}
