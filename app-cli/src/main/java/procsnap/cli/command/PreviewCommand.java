package procsnap.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.log.ColumnTable;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.log.TraceLog;
import procsnap.cli.running.Adapters;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.SettingErrors;
import procsnap.cli.settings.SettingsParser;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.record.Tracer;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.trace.TraceEnd;

/**
 * Shows what an upload would take from this machine: a real trace of one snapshot, recorded as any
 * other into a directory that is removed again.
 */
public final class PreviewCommand {

  private final StopSignal stop;

  /**
   * @param stop tells it to stop
   */
  public PreviewCommand(StopSignal stop) {
    this.stop = stop;
  }

  /**
   * Runs the command.
   *
   * @param raw its settings as they were given
   * @param errors what is already known to be wrong with them
   */
  public ExitCode run(RawSettings raw, SettingErrors errors, PrintStream out) {
    GivenSettings given = new GivenSettings(raw, errors);
    RecordingSettings settings = new SettingsParser(given).preview();
    Log log = new Log(given.logLevel(true), given.zone());
    if (!errors.isEmpty()) {
      errors.print(System.err, "procsnap " + Command.PREVIEW.label());
      return ExitCode.USAGE;
    }
    try {
      Path directory = Files.createTempDirectory("procsnap-preview-");
      try {
        return preview(settings, directory, log, out);
      } finally {
        remove(directory);
      }
    } catch (IOException e) {
      log.error("{}", Printable.of(FileProblem.describe(e)));
    } catch (StoreException | ProcessTableException e) {
      log.error("{}", Printable.of(String.valueOf(e.getMessage())));
    }
    return ExitCode.FAILED;
  }

  private ExitCode preview(RecordingSettings settings, Path place, Log log, PrintStream out)
      throws IOException, StoreException, ProcessTableException {
    ProcessTable table = Adapters.processTable(settings);
    try (OutputDirectory directory = OutputDirectory.hold(place).orElseThrow()) {
      String machineId = Adapters.machineId(settings, directory);
      SnapshotStore store =
          Adapters.localStore(settings, directory, machineId, settings::minFreeSpace);
      TraceEnd end =
          new Tracer(table, store, TimeSource.system(), stop, new TraceLog(log, machineId))
              .run(settings.plan(), settings.told());
      if (end.snapshots() == 0) {
        return ExitCode.FAILED;
      }
      List<Path> files = files(place.resolve(settings.prefix()));
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      out.printf(
          "An upload of a snapshot takes these %d files, %d bytes, and nothing else.%n"
              + "Command lines: %s.%n%nWhat is in the columns of the CSV:%n%n",
          files.size(), bytes, settings.plan().commandLines().label());
      ColumnTable.print(settings.csv().columns(), out);
      for (Path file : files) {
        out.printf("%n=== %s, %d bytes%n", place.relativize(file), Files.size(file));
        try (InputStream in = open(file)) {
          in.transferTo(out);
        }
      }
      out.flush();
      return ExitCode.OK;
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
