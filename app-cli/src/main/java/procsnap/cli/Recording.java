package procsnap.cli;

import com.google.inject.Guice;
import com.google.inject.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import procsnap.adapters.storage.FileProblem;
import procsnap.adapters.storage.OutputFolder;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.log.TraceLog;
import procsnap.cli.settings.Faults;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.SettingsParser;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.port.TimeSource;
import procsnap.core.trace.StopSignal;
import procsnap.core.trace.TraceEnd;
import procsnap.core.trace.TraceEvents;
import procsnap.core.trace.Tracer;

/** Runs a recording command: checks its settings, holds the output folder, records, tells. */
final class Recording {

  private final StopSignal stop;

  /**
   * @param stop tells it to stop
   */
  Recording(StopSignal stop) {
    this.stop = stop;
  }

  /**
   * Runs a command.
   *
   * @param raw its settings as they were given
   * @param faults what is already known to be wrong with them
   */
  ExitCode run(Command command, RawSettings raw, Faults faults) {
    SettingsParser parser = new SettingsParser(raw, faults);
    RecordingSettings settings =
        switch (command) {
          case TRACE -> parser.trace();
          case SNAPSHOT -> parser.snapshot();
        };
    Log log = new Log(parser.logLevel(settings.output().isEmpty()), settings.csv().zone());
    Optional<ProcessTable> table = openTable(settings, raw.origin(Option.PROC_ROOT), faults);
    if (table.isEmpty() || !faults.isEmpty()) {
      faults.tell(System.err, "procsnap " + command.label());
      return ExitCode.USAGE;
    }
    try {
      if (settings.output().isPresent()) {
        return recordInto(settings.output().get(), settings, table.get(), log);
      }
      TraceEnd end =
          record(settings, table.get(), Adapters.standardOutput(settings), new TraceLog(log, ""));
      return end.snapshots() == 0 ? ExitCode.FAILED : ExitCode.OK;
    } catch (IOException e) {
      log.error("{}", Printable.of(FileProblem.describe(e)));
    } catch (StoreException | ProcessTableException e) {
      log.error("{}", Printable.of(String.valueOf(e.getMessage())));
    }
    return ExitCode.FAILED;
  }

  private static Optional<ProcessTable> openTable(
      RecordingSettings settings, String origin, Faults faults) {
    try {
      return Optional.of(Adapters.processTable(settings));
    } catch (ProcessTableException e) {
      faults.add(origin, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private ExitCode recordInto(Path output, RecordingSettings settings, ProcessTable table, Log log)
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
      String machineId = Adapters.machineId(settings, folder);
      SnapshotStore store = Adapters.localStore(settings, folder, machineId);
      TraceEnd end = record(settings, table, store, new TraceLog(log, machineId));
      return end.snapshots() == 0 && end.missed() > 0 ? ExitCode.FAILED : ExitCode.OK;
    }
  }

  private TraceEnd record(
      RecordingSettings settings, ProcessTable table, SnapshotStore store, TraceEvents events)
      throws StoreException, ProcessTableException {
    // For one snapshot there is no injector: loading it takes longer than the snapshot.
    Tracer tracer =
        settings.plan().snapshots() == 1
            ? new Tracer(table, store, TimeSource.system(), stop, events)
            : Guice.createInjector(
                    Stage.DEVELOPMENT, new RecorderModule(table, store, stop, events))
                .getInstance(Tracer.class);
    return tracer.run(settings.plan(), settings.told());
  }
}
