package procsnap.cli.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import procsnap.adapters.storage.file.FileProblem;

/**
 * A file of settings, in the format of {@link Properties}, UTF-8: {@code interval = 60s}. The names
 * are those of the options, without their dashes.
 *
 * @param path where it is
 * @param settings what it says, by name
 */
record ConfigFile(Path path, SortedMap<String, String> settings) {

  private static final String NAME = "procsnap/procsnap.properties";

  private static final Path OF_SYSTEM = Path.of("/etc", NAME);

  /**
   * Those that are read when none is named, the first before the second: the user's and the
   * system's, as far as they are there.
   *
   * @param errors what is wrong with them is added here
   */
  static List<ConfigFile> usual(Map<String, String> environment, SettingErrors errors) {
    List<ConfigFile> files = new ArrayList<>();
    String home = environment.getOrDefault("HOME", "");
    String directory = environment.getOrDefault("XDG_CONFIG_HOME", "");
    if (!directory.isEmpty() || !home.isEmpty()) {
      Path path = directory.isEmpty() ? Path.of(home, ".config", NAME) : Path.of(directory, NAME);
      addIfThere(path, files, errors);
    }
    addIfThere(OF_SYSTEM, files, errors);
    return files;
  }

  private static void addIfThere(Path path, List<ConfigFile> to, SettingErrors errors) {
    if (Files.exists(path)) {
      to.addAll(read(path, path.toString(), errors));
    }
  }

  /**
   * Reads one.
   *
   * @param origin who named it
   * @return it alone, or nothing when it cannot be read
   */
  static List<ConfigFile> read(Path path, String origin, SettingErrors errors) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      errors.add(origin, "'" + path + "' cannot be read: " + FileProblem.describe(e));
      return List.of();
    } catch (IllegalArgumentException e) {
      errors.add(origin, "'" + path + "' is no file of settings: " + e.getMessage());
      return List.of();
    }
    SortedMap<String, String> settings = new TreeMap<>();
    properties.forEach((name, value) -> settings.put((String) name, ((String) value).trim()));
    return List.of(new ConfigFile(path, settings));
  }
}
