package procsnap.cli.settings;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The commands there are: which options each has, and what the help says of it. */
public enum Command {
  TRACE(
      "trace",
      "Record every running process now, and again at every interval, until stopped.",
      """

      Examples:
        procsnap trace                          every 300 s into ./procsnap-data
        procsnap trace --interval 60s --duration 1d --compress gzip
        procsnap trace --anonymous --output /var/lib/procsnap

      Stop it with Ctrl-C or SIGTERM. SIGUSR1 takes a snapshot now, as a trace of its own; SIGHUP has
      files of settings read again, except on a terminal, whose end it means."""),
  SNAPSHOT(
      "snapshot",
      """
      Record every running process once, now.
      With --output - the CSV goes to standard output; the exit code says whether it is whole.""",
      """

      Examples:
        procsnap snapshot --output - | sort -t, -k6 -rn | head    largest processes
        procsnap snapshot --wait 5s --output -                    with CPU use over 5 s"""),
  UPLOAD(
      "upload",
      """
      Upload what is complete and still waits in an output directory, oldest first.
      It may be called again and again: what the store has already is not sent twice.""",
      """

      Examples:
        procsnap upload --store gs://traces/lab
        procsnap upload --output /var/lib/procsnap --store file:///mnt/nas/traces

      Credentials are those of the store's own tools; docs/stores.md says which."""),
  VERIFY(
      "verify",
      """
      Verify every trace in a directory or a store.
      It tells what is complete, missing, damaged or orphaned. The exit code is 0 only when all is
      well.""",
      """

      Examples:
        procsnap verify                         what is in ./procsnap-data
        procsnap verify --json /mnt/nas/traces
        procsnap verify gs://traces/lab"""),
  STATUS(
      "status",
      """
      Tell how the trace is that records into an output directory.
      Its last snapshot, the next one, what waits to be uploaded, what it costs. The exit code is 0
      only when it is well.""",
      """

      Examples:
        procsnap status
        procsnap status --output /var/lib/procsnap --json"""),
  PAUSE(
      "pause",
      """
      Let the trace pause that records into an output directory.
      It takes no snapshot and begins no upload until resume, a new start included. What is missing
      then is told as paused.""",
      """

      Examples:
        procsnap pause
        procsnap pause --output /var/lib/procsnap"""),
  RESUME(
      "resume",
      "Let the trace of an output directory go on after a pause.",
      """

      Examples:
        procsnap resume
        procsnap resume --output /var/lib/procsnap"""),
  PREVIEW(
      "preview",
      """
      Show what an upload would take from this machine.
      With the settings given: every byte of one snapshot and its manifests, and what each column is.
      Nothing is kept or sent.""",
      """

      Examples:
        procsnap preview | less -S
        procsnap preview --anonymous --columns all"""),
  DOCTOR(
      "doctor",
      """
      Look whether a trace would run here, and what it would cost.
      With the settings given: Java, /proc, clock, output directory, and the store by a small object that
      is put, read again and removed. The exit code is 1 when something would stop a trace.""",
      """

      Examples:
        procsnap doctor
        procsnap doctor --store s3://traces/lab --interval 60s --json"""),
  CONFIG(
      "config",
      """
      Print the settings that a trace would have here, and where each comes from.
      From the command line, the environment, a file of settings, or the default. Nothing is started.""",
      """

      Examples:
        procsnap config
        procsnap config --interval 60s --json

      A file of settings has a line for each, as in: interval = 60s""");

  private final String label;
  private final String description;
  private final String footer;

  Command(String label, String description, String footer) {
    this.label = label;
    this.description = description;
    this.footer = footer;
  }

  /** The command of that name. */
  public static Optional<Command> named(String label) {
    for (Command command : values()) {
      if (command.label.equals(label)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  public String label() {
    return label;
  }

  /** What it does, in lines. */
  public String description() {
    return description;
  }

  public Set<Option> options() {
    Set<Option> options = Option.informing();
    switch (this) {
      case TRACE -> {
        options.addAll(
            EnumSet.of(Option.INTERVAL, Option.SNAPSHOTS, Option.DURATION, Option.FLUSH_TIMEOUT));
        options.addAll(Option.recording());
        options.addAll(Option.retaining());
        options.addAll(Option.uploading());
      }
      case SNAPSHOT -> {
        options.add(Option.WAIT);
        options.addAll(Option.recording());
      }
      case UPLOAD -> {
        options.addAll(
            EnumSet.of(
                Option.OUTPUT,
                Option.PREFIX,
                Option.ZONE,
                Option.CONFIG,
                Option.VERBOSE,
                Option.QUIET));
        options.addAll(Option.uploading());
      }
      case VERIFY -> {
        options.addAll(
            EnumSet.of(
                Option.PLACE,
                Option.JSON,
                Option.ZONE,
                Option.CONFIG,
                Option.VERBOSE,
                Option.QUIET));
        options.addAll(Option.reaching());
      }
      case STATUS -> {
        options.addAll(
            EnumSet.of(
                Option.OUTPUT,
                Option.PREFIX,
                Option.JSON,
                Option.ZONE,
                Option.CONFIG,
                Option.VERBOSE,
                Option.QUIET));
      }
      case PAUSE, RESUME ->
          options.addAll(
              EnumSet.of(Option.OUTPUT, Option.ZONE, Option.CONFIG, Option.VERBOSE, Option.QUIET));
      case PREVIEW -> {
        options.add(Option.WAIT);
        options.addAll(Option.recording());
        options.removeAll(EnumSet.of(Option.OUTPUT, Option.MIN_FREE));
      }
      case CONFIG, DOCTOR -> {
        options.add(Option.JSON);
        options.addAll(TRACE.options());
      }
    }
    return options;
  }

  /** What stands below the options, in lines. */
  public String footer() {
    return footer;
  }
}
