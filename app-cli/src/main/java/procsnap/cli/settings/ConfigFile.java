package procsnap.cli.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import procsnap.adapters.storage.file.DirectorySafety;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.RegularFile;

/**
 * A settings file in the format of {@link Properties}, UTF-8: {@code interval = 60s}. The names are
 * those of the options, without their dashes.
 *
 * @param path path of the file
 * @param settings its settings, by name
 */
record ConfigFile(Path path, SortedMap<String, String> settings) {

  private static final String NAME = "procsnap/procsnap.properties";

  private static final int MAX_BYTES = 1024 * 1024;

  /** Named by who wants no settings from a file. */
  private static final Path NONE = Path.of("/dev/null");

  private static final Path OF_SYSTEM = Path.of("/etc", NAME);

  /**
   * The files that are read when none is named, as far as they exist: the user's, then the
   * system's.
   *
   * @param errors problems with them are added here
   */
  static List<ConfigFile> usual(Map<String, String> environment, SettingErrors errors) {
    List<ConfigFile> files = new ArrayList<>();
    String home = environment.getOrDefault("HOME", "");
    String directory = environment.getOrDefault("XDG_CONFIG_HOME", "");
    if (!directory.isEmpty() || !home.isEmpty()) {
      Path path = directory.isEmpty() ? Path.of(home, ".config", NAME) : Path.of(directory, NAME);
      addIfExists(path, files, errors);
    }
    addIfExists(OF_SYSTEM, files, errors);
    return files;
  }

  private static void addIfExists(Path path, List<ConfigFile> to, SettingErrors errors) {
    if (Files.exists(path)) {
      to.addAll(read(path, path.toString(), errors));
    }
  }

  /**
   * Reads a file.
   *
   * @param origin where the file was named
   * @return the file alone, or nothing when it cannot be read
   */
  static List<ConfigFile> read(Path path, String origin, SettingErrors errors) {
    Properties properties = new Properties();
    try {
      Optional<String> objection =
          path.equals(NONE) ? Optional.empty() : DirectorySafety.objectionToSettings(path);
      if (objection.isPresent()) {
        throw new FileSystemException(path.toString(), null, objection.get());
      }
      byte[] text = path.equals(NONE) ? new byte[0] : RegularFile.read(path, MAX_BYTES);
      properties.load(
          new InputStreamReader(
              new ByteArrayInputStream(text), StandardCharsets.UTF_8.newDecoder()));
    } catch (IOException e) {
      errors.add(origin, UsageMessages.cannotRead(path.toString(), FileProblem.describe(e)));
      return List.of();
    } catch (IllegalArgumentException e) {
      errors.add(
          origin, UsageMessages.notASettingsFile(path.toString(), String.valueOf(e.getMessage())));
      return List.of();
    }
    SortedMap<String, String> settings = new TreeMap<>();
    properties.forEach((name, value) -> settings.put((String) name, ((String) value).trim()));
    return List.of(new ConfigFile(path, settings));
  }
}
