package procsnap.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.log.ColumnTable;
import procsnap.cli.log.TraceLog;
import procsnap.cli.running.Adapters;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.InvalidSettingsException;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.RecordingSettingsParser;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.record.Tracer;
import procsnap.core.time.TimeSource;

/**
 * {@code procsnap preview}: shows what an upload from this machine would contain, by a real trace
 * of one snapshot in a directory that is deleted again.
 */
final class PreviewCommand implements Command {

  @Override
  public ExitCode run(Invocation invocation)
      throws InvalidSettingsException, IOException, ProcessTableException, StoreException {
    GivenSettings given = invocation.settings();
    RecordingSettings settings = new RecordingSettingsParser(given).preview();
    Optional<ProcessTable> table = Adapters.processTable(settings, given);
    given.requireValid();
    Path temporary = Files.createTempDirectory("procsnap-preview-");
    try {
      if (!record(invocation, settings, table.orElseThrow(), temporary)) {
        return ExitCode.FAILED;
      }
      print(settings, temporary, invocation);
      return ExitCode.OK;
    } finally {
      delete(temporary);
    }
  }

  private static boolean record(
      Invocation invocation, RecordingSettings settings, ProcessTable table, Path temporary)
      throws IOException, ProcessTableException, StoreException {
    try (OutputDirectory directory =
        Adapters.hold(temporary, settings.prefix(), invocation.log())) {
      String machineId = Adapters.machineId(settings, directory);
      SnapshotStore store =
          Adapters.localStore(settings, directory, machineId, settings::minFreeSpace);
      TraceLog log = new TraceLog(invocation.log(), machineId);
      Tracer tracer =
          new Tracer(table, store, TimeSource.system(), invocation.stop().signal(), log);
      if (tracer.run(settings.plan(), settings.manifestSettings()).snapshots() > 0) {
        return true;
      }
      log.nothingRecorded();
      return false;
    }
  }

  private static void print(RecordingSettings settings, Path temporary, Invocation invocation)
      throws IOException {
    PrintStream out = invocation.out();
    List<Path> files = files(temporary.resolve(settings.prefix()));
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    out.printf(
        "An upload of one snapshot contains these %d files, %d bytes, and nothing else.%n"
            + "Command lines: %s.%n%nColumns of the CSV:%n%n",
        files.size(), bytes, settings.plan().commandLines().label());
    ColumnTable.print(settings.csv().columns(), out);
    for (Path file : files) {
      out.printf("%n=== %s, %d bytes%n", temporary.relativize(file), Files.size(file));
      out.flush();
      try (InputStream in = open(file)) {
        in.transferTo(invocation.data());
      }
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

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
