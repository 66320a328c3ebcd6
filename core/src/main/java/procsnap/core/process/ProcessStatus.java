package procsnap.core.process;

import java.util.Optional;

/**
 * State of a process, with psutil's names; the letters are those of proc(5) and of the kernel's
 * {@code task_state_array}.
 */
public enum ProcessStatus {
  RUNNING("running"),
  SLEEPING("sleeping"),
  DISK_SLEEP("disk-sleep"),
  STOPPED("stopped"),
  TRACING_STOP("tracing-stop"),
  ZOMBIE("zombie"),
  DEAD("dead"),
  IDLE("idle"),
  PARKED("parked"),
  WAKING("waking"),
  WAKE_KILL("wake-kill"),
  UNKNOWN("unknown");

  private final String label;

  ProcessStatus(String label) {
    this.label = label;
  }

  /** Status of a state letter; {@link #UNKNOWN} for any other letter. */
  public static ProcessStatus ofLetter(char letter) {
    return switch (letter) {
      case 'R' -> RUNNING;
      case 'S' -> SLEEPING;
      case 'D' -> DISK_SLEEP;
      case 'T' -> STOPPED;
      case 't' -> TRACING_STOP;
      case 'Z' -> ZOMBIE;
      case 'X', 'x' -> DEAD;
      case 'I' -> IDLE;
      case 'P' -> PARKED;
      case 'W' -> WAKING;
      case 'K' -> WAKE_KILL;
      default -> UNKNOWN;
    };
  }

  /** Status with that label. */
  public static Optional<ProcessStatus> ofLabel(String label) {
    for (ProcessStatus status : values()) {
      if (status.label.equals(label)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }

  /** Word in the {@code status} column. */
  public String label() {
    return label;
  }
}
