package procsnap.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import procsnap.cli.settings.SettingsParser;

/** {@code procsnap snapshot}: records once. */
@Command(
    name = "snapshot",
    description = {
      "Record every running process once, now.",
      "With --output - the CSV goes to standard output; the exit code says whether it is whole."
    },
    footer = {
      "",
      "Examples:",
      "  procsnap snapshot --output - | sort -t, -k6 -rn | head    largest processes",
      "  procsnap snapshot --wait 5s --output -                    with CPU use over 5 s"
    })
@SuppressWarnings("unused") // options are read through picocli's model of them
final class SnapshotCommand implements Callable<Integer> {

  private final Recording recording;

  @Spec private CommandSpec spec;

  @Mixin private RecordingOptions options;

  @Option(
      names = {"-w", "--wait"},
      paramLabel = "TIME",
      description = "Measure for so long first, so that CPU windows have a value. Default: 0")
  private @Nullable String wait;

  SnapshotCommand(Recording recording) {
    this.recording = recording;
  }

  @Override
  public Integer call() {
    return recording.run(spec, SettingsParser::snapshot).code();
  }
}
