package procsnap.cli.log;

/**
 * Messages of the log, for the people who operate a recorder; {@code {}} stands for an argument.
 */
public final class LogMessages {

  /** Fixed wording: people search their logs for it. */
  public static final String INTERRUPTED =
      "Skipping incomplete process snapshot upload (snapshot in progress)";

  // A trace
  public static final String RECORDING = "recording {}into {}: {}";
  public static final String COMMAND_LINES = "command lines: {}";
  public static final String PROCESSES_HIDDEN =
      "some processes are hidden (hidepid={}): run as root, or give procsnap CAP_SYS_PTRACE or the"
          + " group named by the mount";
  public static final String CLOCK_NOT_SET =
      "the system clock is not set yet: timestamps are wrong until it is; durations and CPU windows"
          + " are correct";
  public static final String IN_CONTAINER =
      "only this container's own processes are visible: to record the host's, mount its /proc at"
          + " /host/proc and add --proc-root /host/proc";
  public static final String SNAPSHOT = "snapshot {}: {} in {} ms, {}{}";
  public static final String STORED =
      "stored as {}; own cost: {} ms CPU since last snapshot, {} KiB resident";
  public static final String RESUMED = "recording resumed; {} missed";
  public static final String SNAPSHOT_FAILED = "snapshot {} failed: {}; the trace continues";
  public static final String SNAPSHOT_FAILED_AGAIN = "snapshot {} failed for the same reason";
  public static final String EXTRA_SNAPSHOT_FAILED = "the requested snapshot failed: {}";
  public static final String PAUSED = "paused: nothing is recorded or uploaded; to resume: {}";
  public static final String MISSED_ONE =
      "missed snapshot {}: the machine was suspended or overloaded";
  public static final String MISSED =
      "missed snapshots {}–{} ({}): the machine was suspended or overloaded";
  public static final String SAMPLE_FAILED = "a CPU window of the next snapshot will be empty: {}";
  public static final String ENDED = "{}: {}, {}, {}, {} missed, in {}";
  public static final String END_NOT_WRITTEN = "cannot write end.json: {}";
  public static final String NOTHING_RECORDED = "nothing was recorded: {}";
  public static final String STATUS_NOT_WRITTEN = "cannot write status.json: {}";
  public static final String NO_SIGNALS =
      "this Java supports neither SIGUSR1 nor SIGHUP for procsnap";
  public static final String SYSTEMD_DEAF =
      "cannot notify systemd: systemd-notify failed; check that the unit has NotifyAccess=all";

  // Its directory
  public static final String RECOVERED =
      "recovered from a crash: {} completed, {} deleted, {} quarantined (.corrupt), {} failed";
  public static final String CHANGES_REJECTED = "all settings keep their values";
  public static final String CHANGED = "{} is {} {}";
  public static final String NOW = "from now on";
  public static final String NEXT_START = "from the next start";
  public static final String NOTHING_CHANGED = "no setting has changed";

  // Retention
  public static final String DELETED = "deleted {}";
  public static final String CLOCK_STEPPED =
      "the system clock was stepped: --retain is ignored until the next start";
  public static final String RETENTION_FAILED = "old snapshots are kept: {}";

  // An upload
  public static final String UPLOADED = "uploaded {}: {}";
  public static final String UNREACHABLE = "store unreachable, {}: {}; retrying";
  public static final String REJECTED = "store rejected the upload, {}: {}";
  public static final String STORE_RECOVERED = "store recovered, {}";
  public static final String QUARANTINED = "{} stays here and is not uploaded: {}";
  public static final String QUEUE_UNREADABLE = "cannot read the upload queue: {}";
  public static final String QUEUE_RECOVERED = "the upload queue can be read again, {}";
  public static final String UNKNOWN_PENDING = "unknown number pending";
  public static final String FLUSHING = "uploading what is pending, for at most {}";
  public static final String UPLOAD_PENDING = "{}; to upload: {}";
  public static final String UPLOAD_ENDED = "uploaded {}, {}; {}";

  // Other commands
  public static final String PAUSE = "{}: paused; nothing is recorded or uploaded; to resume: {}";
  public static final String PAUSED_ALREADY = "{}: already paused; to resume: {}";
  public static final String RESUME = "{}: resumed; the next snapshot is taken when it is due";
  public static final String NOT_PAUSED = "{}: not paused";
  public static final String VARIABLE_IGNORED =
      "the variable {} is ignored: procsnap has no such setting";
  public static final String VERIFY_SKIPPED = "skipped {}: {}";
  public static final String VERIFY_INTERRUPTED = "interrupted: verification is incomplete";
  public static final String NO_TRACE =
      "no trace found: name a directory or bucket that contains traces";
  public static final String PROBLEM = "{}";

  // A bug
  public static final String INTERNAL_ERROR = "procsnap: internal error: ";
  public static final String PLEASE_REPORT =
      "Please report this, with the output of the same command run with -v.";

  private LogMessages() {}

  /** The uploads that wait, such as {@code 12 uploads pending}. */
  public static String pending(long count) {
    return Plural.of(count, "upload") + " pending";
  }
}
