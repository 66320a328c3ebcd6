package procsnap.core.process;

/**
 * State of a process, in the words of psutil; the letters are those of proc(5) and of the kernel's
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

  /** The status that a state letter stands for; {@link #UNKNOWN} for a letter not known yet. */
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

  /** The word that is written. */
  public String label() {
    return label;
  }
}
