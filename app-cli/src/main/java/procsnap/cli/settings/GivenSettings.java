package procsnap.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import procsnap.adapters.storage.file.DirectorySafety;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.cli.log.Log;
import procsnap.cli.settings.RawSettings.Given;
import procsnap.core.trace.TraceNames;

/**
 * What was given, one setting at a time: understood, or noted as a fault. The settings that all
 * commands have are here.
 */
public final class GivenSettings {

  static final String STANDARD_OUTPUT = "-";

  private static final String DEFAULT_OUTPUT = "procsnap-data";

  private final RawSettings raw;
  private final SettingErrors errors;

  /**
   * @param errors what is wrong is added here; the settings are then of no use
   */
  public GivenSettings(RawSettings raw, SettingErrors errors) {
    this.raw = raw;
    this.errors = errors;
  }

  /** The least that is logged: where data goes to standard output, only what went wrong. */
  public Log.Level logLevel(boolean streams) {
    boolean verbose = flag(Option.VERBOSE);
    boolean quiet = flag(Option.QUIET);
    if (verbose && raw.isTyped(Option.VERBOSE) && raw.isTyped(Option.QUIET)) {
      errors.add(raw.origin(Option.VERBOSE), "cannot be together with --quiet");
    }
    boolean typedQuiet = quiet && raw.isTyped(Option.QUIET);
    return verbose && !typedQuiet
        ? Log.Level.DEBUG
        : quiet || streams ? Log.Level.WARN : Log.Level.INFO;
  }

  /** Zone of all times that are printed. */
  public ZoneId zone() {
    return value(Option.ZONE, SettingTypes::zone, ZoneId.of("UTC"));
  }

  /** Path of the tree's root in the output directory. */
  public String prefix() {
    return value(Option.PREFIX, SettingTypes::directories, TraceNames.DEFAULT_PREFIX);
  }

  /** The directory to record into, or to upload from. */
  public Path outputDirectory() {
    Path directory = value(Option.OUTPUT, SettingTypes::path, Path.of(DEFAULT_OUTPUT));
    String text = outputText();
    String origin = raw.origin(Option.OUTPUT);
    if (text.equals(STANDARD_OUTPUT)) {
      errors.add(origin, "a directory is needed; only a snapshot can go to standard output");
    } else if (Files.exists(directory) && !Files.isDirectory(directory)) {
      errors.add(origin, "'" + text + "' is there already and is no directory");
    } else if (Files.isDirectory(directory) && !Files.isWritable(directory)) {
      errors.add(origin, "'" + text + "' may not be written to by this user");
    } else if (Files.isDirectory(directory)) {
      objection(directory)
          .ifPresent(objection -> errors.add(origin, "'" + text + "' " + objection));
    }
    return directory;
  }

  private static Optional<String> objection(Path directory) {
    try {
      return DirectorySafety.objection(directory);
    } catch (IOException e) {
      return Optional.of("cannot be looked at: " + FileProblem.describe(e));
    }
  }

  /** The directory whose traces are verified. */
  public Path directoryToVerify() {
    return directoryToRead(Option.PLACE);
  }

  /** The output directory, only to be looked at: it may be another user's. */
  public Path directoryToRead() {
    return directoryToRead(Option.OUTPUT);
  }

  private Path directoryToRead(Option option) {
    Path directory = value(option, SettingTypes::path, Path.of(DEFAULT_OUTPUT));
    if (!Files.isDirectory(directory)) {
      errors.add(raw.origin(option), "there is no directory '" + directory + "'");
    }
    return directory;
  }

  String outputText() {
    return value(Option.OUTPUT, Function.identity(), DEFAULT_OUTPUT);
  }

  boolean isTyped(Option option) {
    return raw.isTyped(option);
  }

  boolean has(Option option) {
    return raw.has(option);
  }

  /** Notes what is wrong with an option although it can be understood. */
  void fault(Option option, String problem) {
    errors.add(raw.origin(option), problem);
  }

  public boolean flag(Option option) {
    return value(option, SettingTypes::flag, false);
  }

  <T> T value(Option option, Function<String, T> type, T fallback) {
    return optional(option, type).orElse(fallback);
  }

  /** What was given, understood; absent when nothing was, or what was is wrong. */
  <T> Optional<T> optional(Option option, Function<String, T> type) {
    Optional<Given> given = raw.find(option);
    try {
      return given.map(Given::text).map(type);
    } catch (IllegalArgumentException e) {
      errors.add(given.orElseThrow().origin(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
