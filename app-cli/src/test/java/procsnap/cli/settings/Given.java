package procsnap.cli.settings;

import java.util.List;
import java.util.Map;

/** Settings as a test gives them. */
final class Given {

  private Given() {}

  static GivenSettings settings(CommandName command, String... arguments) {
    return settings(command, Map.of(), arguments);
  }

  static GivenSettings settings(
      CommandName command, Map<String, String> environment, String... arguments) {
    SettingErrors errors = new SettingErrors();
    return new GivenSettings(
        RawSettings.of(Settings.of(command), List.of(arguments), environment, errors), errors);
  }
}
