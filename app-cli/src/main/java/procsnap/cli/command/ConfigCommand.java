package procsnap.cli.command;

import procsnap.cli.log.ConfigOutput;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.InvalidSettingsException;
import procsnap.cli.settings.RawSettings.Effective;
import procsnap.cli.settings.RecordingSettingsParser;
import procsnap.cli.settings.Settings;
import procsnap.cli.settings.UploadSettingsParser;

/** {@code procsnap config}: prints the effective settings of a trace and the source of each. */
final class ConfigCommand implements Command {

  @Override
  public ExitCode run(Invocation invocation) throws InvalidSettingsException {
    GivenSettings given = invocation.settings();
    new RecordingSettingsParser(given).trace();
    new UploadSettingsParser(given).ifAny();
    given.requireValid();
    ConfigOutput output = new ConfigOutput();
    for (Effective setting : given.raw().effective(CommandName.TRACE)) {
      output.add(setting.name(), setting.value(), setting.source());
    }
    if (given.value(Settings.JSON)) {
      output.printJson(invocation.out());
    } else {
      output.printTable(invocation.out());
    }
    return ExitCode.OK;
  }
}
