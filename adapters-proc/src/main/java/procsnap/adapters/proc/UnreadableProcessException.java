package procsnap.adapters.proc;

import java.io.Serial;

/** Process that cannot be read; common, so it carries no stack trace. */
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
    return new UnreadableProcessException("process " + pid + ": access denied", false);
  }

  static UnreadableProcessException malformed(int pid) {
    return new UnreadableProcessException("process " + pid + ": malformed stat", false);
  }

  /** Whether the process is gone, which is normal; otherwise it exists but cannot be read. */
  boolean isVanished() {
    return vanished;
  }
}
