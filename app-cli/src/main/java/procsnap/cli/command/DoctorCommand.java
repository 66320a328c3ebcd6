package procsnap.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import procsnap.cli.doctor.ClockCheck;
import procsnap.cli.doctor.DirectoryCheck;
import procsnap.cli.doctor.ProcessCheck;
import procsnap.cli.doctor.StoreCheck;
import procsnap.cli.log.DoctorOutput;
import procsnap.cli.log.DoctorOutput.Kind;
import procsnap.cli.log.ReportMessages;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.Advice;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.RecordingSettings;
import procsnap.cli.settings.RecordingSettingsParser;
import procsnap.cli.settings.SettingErrors;
import procsnap.cli.settings.Settings;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;

/** {@code procsnap doctor}: checks whether a trace can run here, and says what to do if not. */
final class DoctorCommand implements Command {

  @Override
  public ExitCode run(Invocation invocation) {
    GivenSettings given = invocation.settings();
    SettingErrors errors = given.errors();
    DoctorOutput output = new DoctorOutput(invocation.out(), given.value(Settings.JSON));
    RecordingSettings settings = new RecordingSettingsParser(given).trace();
    Optional<UploadSettings> upload = new UploadSettingsParser(given).ifAny();
    upload.ifPresent(with -> invocation.useProxies(with.location()));
    errors.lines().forEach(error -> output.add(Kind.FAIL, "settings", error));
    if (errors.isEmpty()) {
      output.add(Kind.OK, "settings", ReportMessages.VALID);
    }
    output.add(
        Kind.OK,
        "java",
        System.getProperty("java.vm.version") + " in " + System.getProperty("java.home"));
    ProcessCheck.run(settings, invocation.stop().signal(), output);
    ClockCheck.run(output);
    if (errors.isEmpty()) {
      Path directory = settings.output().orElseThrow();
      String resume = Advice.command(CommandName.RESUME, given);
      DirectoryCheck.run(directory, settings.minFreeSpace(), resume, output);
      upload.ifPresentOrElse(
          with -> StoreCheck.run(with.location(), invocation.environment(), output),
          () -> output.add(Kind.OK, "store", ReportMessages.NO_STORE));
    }
    return output.hasFailed() ? ExitCode.FAILED : ExitCode.OK;
  }
}
