package procsnap.cli.command;

import java.util.Map;
import java.util.Optional;
import procsnap.adapters.format.TraceFiles;
import procsnap.adapters.storage.DirectoryObjectStore;
import procsnap.adapters.storage.http.EnvironmentProxies;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.log.VerifyOutput;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.Stores;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.SettingErrors;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.TreeVerifier;

/** Runs {@code procsnap verify}: reads all that is in a place, and tells what is wrong with it. */
public final class VerifyCommand {

  private final Map<String, String> environment;
  private final StopSignal stop;

  /**
   * @param environment the environment variables
   * @param stop tells it to stop
   */
  public VerifyCommand(Map<String, String> environment, StopSignal stop) {
    this.environment = environment;
    this.stop = stop;
  }

  /**
   * Runs the command.
   *
   * @param raw its settings as they were given
   * @param errors what is already known to be wrong with them
   */
  public ExitCode run(RawSettings raw, SettingErrors errors) {
    GivenSettings given = new GivenSettings(raw, errors);
    Optional<UploadSettings> store = new UploadSettingsParser(given).place();
    Log log = new Log(given.logLevel(true), given.zone());
    VerifyOutput output = new VerifyOutput(System.out, given.flag(Option.JSON));
    EnvironmentProxies.install(environment, errors::add);
    if (!errors.isEmpty()) {
      errors.print(System.err, "procsnap " + Command.VERIFY.label());
      return ExitCode.USAGE;
    }
    try (ObjectStore place =
        store.isPresent()
            ? Stores.open(store.get().location(), environment)
            : DirectoryObjectStore.withParts(given.directoryToVerify())) {
      return verify(place, output, log);
    } catch (ObjectStoreException e) {
      output.end();
      log.error("{}", Printable.of(String.valueOf(e.getMessage())));
      return ExitCode.FAILED;
    }
  }

  private ExitCode verify(ObjectStore place, VerifyOutput output, Log log)
      throws ObjectStoreException {
    TreeVerifier verifier =
        new TreeVerifier(place, new TraceFiles(), TimeSource.system(), stop, output);
    Optional<TraceReport> found = verifier.verify();
    output.end();
    if (found.isEmpty()) {
      log.error("stopped before its end: nothing is known of the rest");
      return ExitCode.FAILED;
    }
    if (verifier.traces() == 0) {
      log.error("there is no trace: name a directory or bucket that traces were recorded into");
      return ExitCode.FAILED;
    }
    output.total(verifier.traces(), found.get());
    return found.get().isHealthy() ? ExitCode.OK : ExitCode.FAILED;
  }
}
