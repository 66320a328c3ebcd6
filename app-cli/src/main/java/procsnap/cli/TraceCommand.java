package procsnap.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import procsnap.cli.settings.SettingsParser;

/** {@code procsnap trace}: records until it is told to stop. */
@Command(
    name = "trace",
    description = "Record every running process now, and again at every interval, until stopped.",
    footer = {
      "",
      "Examples:",
      "  procsnap trace                          every 300 s into ./procsnap-data",
      "  procsnap trace --interval 60s --duration 1d --compress gzip",
      "  procsnap trace --anonymous --output /var/lib/procsnap",
      "",
      "Stop it with Ctrl-C or SIGTERM."
    })
@SuppressWarnings("unused") // options are read through picocli's model of them
final class TraceCommand implements Callable<Integer> {

  private final Recording recording;

  @Spec private CommandSpec spec;

  @Mixin private RecordingOptions options;

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "TIME",
      description = "From one snapshot to the next: 90, 5s, 2m, 1h. Default: 300s")
  private @Nullable String interval;

  @Option(
      names = {"-n", "--snapshots"},
      paramLabel = "N",
      description = "Stop by itself after N snapshots.")
  private @Nullable String snapshots;

  @Option(
      names = {"-d", "--duration"},
      paramLabel = "TIME",
      description = "Stop by itself after the last snapshot that is due within this time.")
  private @Nullable String duration;

  TraceCommand(Recording recording) {
    this.recording = recording;
  }

  @Override
  public Integer call() {
    return recording.run(spec, SettingsParser::trace).code();
  }
}
