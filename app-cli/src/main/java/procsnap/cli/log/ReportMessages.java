package procsnap.cli.log;

/** Words of the reports on standard output: of verify, status and doctor. */
public final class ReportMessages {

  // verify
  public static final String HEALTHY = "healthy";
  public static final String UNHEALTHY = "problems found";
  static final String ORPHANED = "never published";
  static final String NO_END = "still recording or interrupted";
  static final String MISSED = "missed (recorded in manifests)";
  static final String EXPIRED = "expired by --retain";

  // doctor
  public static final String VALID = "valid (see procsnap config)";
  public static final String CONTAINER =
      "a container: only its own processes are visible; to record the host's, mount its /proc at"
          + " /host/proc and add --proc-root /host/proc";
  public static final String WHOLE_MACHINE = "all processes of the machine";
  public static final String CLOCK_UNKNOWN =
      "cannot tell whether the clock is synchronized (no timedatectl)";
  public static final String CLOCK_SYNCHRONIZED = "synchronized";
  public static final String CLOCK_NOT_SYNCHRONIZED =
      "not synchronized: timestamps will be off; enable an NTP client, for example with timedatectl"
          + " set-ntp true";
  public static final String NOT_HELD = "no other procsnap is recording into it";
  public static final String NO_STORE = "none: nothing is uploaded";

  private ReportMessages() {}
}
