package procsnap.cli.command;

import java.io.PrintStream;
import procsnap.cli.log.ConfigOutput;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.SettingErrors;
import procsnap.cli.settings.SettingsParser;
import procsnap.cli.settings.UploadSettingsParser;

/** Prints the settings that a trace would have, and where each comes from. */
public final class ConfigCommand {

  private ConfigCommand() {}

  /**
   * Runs the command.
   *
   * @param raw the settings as they were given
   * @param errors what is already known to be wrong with them
   */
  public static ExitCode run(RawSettings raw, SettingErrors errors, PrintStream out) {
    GivenSettings given = new GivenSettings(raw, errors);
    new SettingsParser(given).trace();
    new UploadSettingsParser(given).ifAny();
    given.logLevel(false);
    if (!errors.isEmpty()) {
      errors.print(System.err, "procsnap " + Command.CONFIG.label());
      return ExitCode.USAGE;
    }
    ConfigOutput output = new ConfigOutput();
    raw.effective(Command.TRACE).forEach(s -> output.add(s.name(), s.value(), s.from()));
    if (given.flag(Option.JSON)) {
      output.printJson(out);
    } else {
      output.printTable(out);
    }
    return ExitCode.OK;
  }
}
