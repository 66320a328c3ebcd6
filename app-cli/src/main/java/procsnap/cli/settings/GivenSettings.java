package procsnap.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import procsnap.adapters.storage.file.DirectorySafety;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.cli.log.Log;
import procsnap.cli.settings.RawSettings.Given;

/**
 * The given settings by type, one at a time; invalid ones are added to the errors and replaced by
 * their default. The settings that all commands have are here.
 */
public final class GivenSettings {

  /** The output that means standard output. */
  private static final String STANDARD_OUTPUT = "-";

  private final RawSettings raw;
  private final SettingErrors errors;

  /**
   * @param errors problems are added here
   */
  public GivenSettings(RawSettings raw, SettingErrors errors) {
    this.raw = raw;
    this.errors = errors;
  }

  /** The text of the settings. */
  public RawSettings raw() {
    return raw;
  }

  /** The problems with the settings that are known so far. */
  public SettingErrors errors() {
    return errors;
  }

  /**
   * Ends the command when anything is wrong with its settings.
   *
   * @throws InvalidSettingsException when there are errors
   */
  public void requireValid() throws InvalidSettingsException {
    if (!errors.isEmpty()) {
      throw new InvalidSettingsException();
    }
  }

  /**
   * The least severe level that is logged.
   *
   * @param printsResult whether the command's result goes to standard output: then only problems
   *     are
   */
  public Log.Level logLevel(boolean printsResult) {
    boolean verbose = value(Settings.VERBOSE);
    boolean quiet = value(Settings.QUIET);
    if (verbose && raw.isTyped(Settings.VERBOSE) && raw.isTyped(Settings.QUIET)) {
      addError(Settings.VERBOSE, UsageMessages.cannotBeCombined("--quiet"));
    }
    boolean typedQuiet = quiet && raw.isTyped(Settings.QUIET);
    return verbose && !typedQuiet
        ? Log.Level.DEBUG
        : quiet || printsResult ? Log.Level.WARN : Log.Level.INFO;
  }

  /** Zone of all times that are printed. */
  public ZoneId zone() {
    return value(Settings.ZONE);
  }

  /** Path of the tree's root in the output directory. */
  public String prefix() {
    return value(Settings.PREFIX);
  }

  /** Whether the snapshot goes to standard output. */
  public boolean writesToStandardOutput() {
    return value(Settings.OUTPUT).toString().equals(STANDARD_OUTPUT);
  }

  /** The directory to record into; it is created when it is missing. */
  public Path outputDirectory() {
    Path directory = value(Settings.OUTPUT);
    String text = directory.toString();
    if (writesToStandardOutput()) {
      addError(Settings.OUTPUT, UsageMessages.NEEDS_DIRECTORY);
    } else if (Files.exists(directory) && !Files.isDirectory(directory)) {
      addError(Settings.OUTPUT, UsageMessages.notADirectory(text));
    } else if (Files.isDirectory(directory) && !Files.isWritable(directory)) {
      addError(Settings.OUTPUT, UsageMessages.notWritable(text));
    } else if (Files.isDirectory(directory)) {
      objection(directory)
          .ifPresent(objection -> addError(Settings.OUTPUT, UsageMessages.unsafe(text, objection)));
    }
    return directory;
  }

  private static Optional<String> objection(Path directory) {
    try {
      return DirectorySafety.objection(directory);
    } catch (IOException e) {
      return Optional.of("cannot be checked: " + FileProblem.describe(e));
    }
  }

  /** The same directory for a command that needs what is in it. */
  public Path existingOutputDirectory() {
    Path directory = outputDirectory();
    if (!Files.exists(directory)) {
      addError(Settings.OUTPUT, UsageMessages.noDirectory(directory.toString()));
    }
    return directory;
  }

  /** The output directory for a command that only reads it: it may be another user's. */
  public Path directoryToRead() {
    Path directory = value(Settings.OUTPUT);
    if (!Files.isDirectory(directory)) {
      addError(Settings.OUTPUT, UsageMessages.noDirectory(directory.toString()));
    }
    return directory;
  }

  boolean isTyped(Setting<?> setting) {
    return raw.isTyped(setting);
  }

  boolean has(Setting<?> setting) {
    return raw.has(setting);
  }

  /** Adds a problem with a setting. */
  public void addError(Setting<?> setting, String problem) {
    errors.add(raw.origin(setting), problem);
  }

  /** Value of a setting that has a default. */
  public <T> T value(Setting<T> setting) {
    return find(setting).orElseGet(setting::defaultValue);
  }

  /** Value given for a setting; absent when there is none, or it is invalid. */
  <T> Optional<T> find(Setting<T> setting) {
    Optional<Given> given = raw.find(setting);
    try {
      return given.map(Given::text).map(setting::parse);
    } catch (IllegalArgumentException e) {
      errors.add(given.orElseThrow().origin(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
