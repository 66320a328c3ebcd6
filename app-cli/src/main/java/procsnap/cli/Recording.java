package procsnap.cli;

import com.google.inject.Guice;
import com.google.inject.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import procsnap.adapters.storage.FileProblem;
import procsnap.adapters.storage.OutputFolder;
import procsnap.cli.log.Logging;
import procsnap.cli.log.Printable;
import procsnap.cli.settings.Faults;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.SettingsParser;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.trace.StopSignal;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.Tracer;

/** Runs a recording command: checks its settings, holds the output folder, records, tells. */
final class Recording {

  private final Map<String, String> environment;
  private final String version;
  private final StopSignal stop;

  /**
   * @param environment the environment variables
   * @param version version of procsnap
   * @param stop tells it to stop
   */
  Recording(Map<String, String> environment, String version, StopSignal stop) {
    this.environment = environment;
    this.version = version;
    this.stop = stop;
  }

  /**
   * Runs a command.
   *
   * @param command the command as it was parsed
   * @param kind which settings it has
   */
  ExitCode run(CommandSpec command, Function<SettingsParser, RecordingSettings> kind) {
    Faults faults = new Faults();
    ParseResult parsed = command.commandLine().getParseResult();
    addUnknown(parsed.unmatched(), command.commandLine(), faults);
    RawSettings raw = RawSettings.of(parsed, environment);
    SettingsParser parser = new SettingsParser(raw, environment, faults);
    RecordingSettings settings = kind.apply(parser);
    String level = parser.logLevel(settings.output().isEmpty());
    // Before the first class that logs is loaded: it fixes the log's form.
    Logger log = Logging.start(level, settings.csv().zone());
    Optional<ProcessTable> table = openTable(settings, faults);
    if (table.isEmpty() || !faults.isEmpty()) {
      command.commandLine().getErr().println(faults.text());
      command.commandLine().getErr().println("Try '" + command.qualifiedName() + " --help'.");
      return ExitCode.USAGE;
    }
    try {
      return settings.output().isPresent()
          ? recordInto(settings.output().get(), settings, table.get(), log)
          : record(settings, table.get(), Optional.empty(), log);
    } catch (IOException e) {
      log.error("{}", Printable.of(FileProblem.describe(e)));
    } catch (StoreException | ProcessTableException e) {
      log.error("{}", Printable.of(String.valueOf(e.getMessage())));
    }
    return ExitCode.FAILED;
  }

  private static void addUnknown(List<String> unknown, CommandLine command, Faults faults) {
    for (String argument : unknown) {
      List<String> near =
          new UnmatchedArgumentException(command, List.of(argument)).getSuggestions();
      faults.add(
          argument,
          "there is no such option"
              + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?"));
    }
  }

  private static Optional<ProcessTable> openTable(RecordingSettings settings, Faults faults) {
    try {
      return Optional.of(RecorderModule.processTable(settings));
    } catch (ProcessTableException e) {
      faults.add("--proc-root", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private ExitCode recordInto(
      Path output, RecordingSettings settings, ProcessTable table, Logger log)
      throws IOException, StoreException, ProcessTableException {
    Optional<OutputFolder> held = OutputFolder.hold(output);
    if (held.isEmpty()) {
      OptionalLong holder = OutputFolder.holder(output);
      log.error(
          "another procsnap{} records into {}: stop it, or choose another --output",
          holder.isPresent() ? " (pid " + holder.getAsLong() + ")" : "",
          Printable.of(output.toString()));
      return ExitCode.HELD;
    }
    try (OutputFolder folder = held.get()) {
      return record(settings, table, Optional.of(folder), log);
    }
  }

  private ExitCode record(
      RecordingSettings settings, ProcessTable table, Optional<OutputFolder> folder, Logger log)
      throws IOException, StoreException, ProcessTableException {
    SnapshotStore store = RecorderModule.snapshotStore(settings, folder, version);
    RecorderModule module = new RecorderModule(table, store, stop, log);
    Tracer tracer = Guice.createInjector(Stage.DEVELOPMENT, module).getInstance(Tracer.class);
    TraceEnd end = tracer.run(settings.plan(), settings.told());
    boolean gotNothing = end.snapshots() == 0 && end.missed() > 0;
    boolean cutStream = folder.isEmpty() && end.snapshots() == 0;
    return gotNothing || cutStream ? ExitCode.FAILED : ExitCode.OK;
  }
}
