package procsnap.cli.settings;

import java.util.Optional;

/** The commands of procsnap, and what the help says about each. */
public enum CommandName {
  TRACE(
      "trace",
      false,
      "Record every running process now and at every interval, until stopped.",
      """

      Examples:
        procsnap trace                          every 300 s into ./procsnap-data
        procsnap trace --interval 60s --duration 1d --compress gzip
        procsnap trace --anonymous --output /var/lib/procsnap

      Stop it with Ctrl-C or SIGTERM. SIGUSR1 takes a snapshot at once, as a trace of its own. SIGHUP
      reloads the settings files, except on a terminal, where it means that the terminal was closed."""),
  SNAPSHOT(
      "snapshot",
      false,
      """
      Record every running process once, now.
      With --output - the CSV goes to standard output. Exits 0 only if the snapshot is complete.""",
      """

      Examples:
        procsnap snapshot --output - | sort -t, -k6 -rn | head    largest processes
        procsnap snapshot --wait 5s --output -                    with CPU use over 5 s"""),
  UPLOAD(
      "upload",
      false,
      """
      Upload everything pending in an output directory, oldest first.
      It is safe to repeat: objects that the store already has are not sent again.""",
      """

      Examples:
        procsnap upload --store gs://traces/lab
        procsnap upload --output /var/lib/procsnap --store file:///mnt/nas/traces

      Credentials come from where the store's own tools look for them; see docs/stores.md."""),
  VERIFY(
      "verify",
      true,
      """
      Verify every trace in a directory or a store.
      Reports complete, missing, damaged and orphaned files. Exits 0 only if it finds no problem.""",
      """

      Examples:
        procsnap verify                         the traces in ./procsnap-data
        procsnap verify --json /mnt/nas/traces
        procsnap verify gs://traces/lab"""),
  STATUS(
      "status",
      true,
      """
      Show the status of the trace that is recording into a directory.
      Prints the last and the next snapshot, pending uploads and the recorder's own cost. Exits 0 only
      if the trace is healthy.""",
      """

      Examples:
        procsnap status
        procsnap status --output /var/lib/procsnap --json"""),
  PAUSE(
      "pause",
      false,
      """
      Pause the trace that is recording into a directory.
      No snapshots are taken and no uploads start until resume, even across restarts. Skipped snapshots
      are recorded with reason "paused".""",
      """

      Examples:
        procsnap pause
        procsnap pause --output /var/lib/procsnap"""),
  RESUME(
      "resume",
      false,
      "Resume a paused trace.",
      """

      Examples:
        procsnap resume
        procsnap resume --output /var/lib/procsnap"""),
  PREVIEW(
      "preview",
      true,
      """
      Show exactly what an upload from this machine would contain.
      Takes one snapshot with the given settings and prints every byte of it and its manifests, and the
      meaning of each column. Nothing is kept or sent.""",
      """

      Examples:
        procsnap preview | less -S
        procsnap preview --anonymous --columns all"""),
  DOCTOR(
      "doctor",
      true,
      """
      Check whether a trace can run on this machine, and estimate its cost.
      Checks the settings, Java, /proc, the clock, the output directory, and the store by writing, reading
      and deleting a small object. Exits 0 only if nothing would prevent a trace.""",
      """

      Examples:
        procsnap doctor
        procsnap doctor --store s3://traces/lab --interval 60s --json"""),
  CONFIG(
      "config",
      true,
      """
      Print the effective settings of a trace and the source of each.
      The source is the command line, the environment, a settings file or the default. Nothing is
      started.""",
      """

      Examples:
        procsnap config
        procsnap config --interval 60s --json

      A settings file has one setting a line, such as: interval = 60s""");

  private final String label;
  private final boolean printsResult;
  private final String description;
  private final String footer;

  CommandName(String label, boolean printsResult, String description, String footer) {
    this.label = label;
    this.printsResult = printsResult;
    this.description = description;
    this.footer = footer;
  }

  /** The command with a name as it is typed. */
  public static Optional<CommandName> named(String label) {
    for (CommandName command : values()) {
      if (command.label.equals(label)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  /** The word that is typed. */
  public String label() {
    return label;
  }

  /** Whether its result goes to standard output, so that the log only reports problems. */
  public boolean printsResult() {
    return printsResult;
  }

  /** What the command does: a sentence on the first line, then details. */
  public String description() {
    return description;
  }

  /** Text below the options: examples and notes. */
  public String footer() {
    return footer;
  }
}
