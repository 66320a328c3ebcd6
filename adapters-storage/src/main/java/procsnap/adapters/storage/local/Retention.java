package procsnap.adapters.storage.local;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long recorded snapshots are kept in the output directory.
 *
 * @param age no older than this
 * @param bytes no more than this, all of them together
 * @param unsent whether those go as well that no store has yet
 */
public record Retention(Optional<Duration> age, OptionalLong bytes, boolean unsent) {

  /** Whether all are kept for ever. */
  public boolean isUnlimited() {
    return age.isEmpty() && bytes.isEmpty();
  }

  /** The same, but however old they are. */
  public Retention ofAnyAge() {
    return new Retention(Optional.empty(), bytes, unsent);
  }
}
