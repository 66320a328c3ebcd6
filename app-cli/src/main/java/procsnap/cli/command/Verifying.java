package procsnap.cli.command;

import java.util.Map;
import java.util.Optional;
import procsnap.adapters.storage.DirectoryObjectStore;
import procsnap.adapters.storage.RecordedFiles;
import procsnap.adapters.storage.http.EnvironmentProxies;
import procsnap.cli.log.Log;
import procsnap.cli.log.Printable;
import procsnap.cli.log.VerifyOutput;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.Stores;
import procsnap.cli.settings.Command;
import procsnap.cli.settings.Faults;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.Option;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.TimeSource;
import procsnap.core.trace.StopSignal;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.TreeVerifier;

/** Runs {@code procsnap verify}: reads all that is in a place, and tells what is wrong with it. */
public final class Verifying {

  private final Map<String, String> environment;
  private final StopSignal stop;

  /**
   * @param environment the environment variables
   * @param stop tells it to stop
   */
  public Verifying(Map<String, String> environment, StopSignal stop) {
    this.environment = environment;
    this.stop = stop;
  }

  /**
   * Runs the command.
   *
   * @param raw its settings as they were given
   * @param faults what is already known to be wrong with them
   */
  public ExitCode run(RawSettings raw, Faults faults) {
    GivenSettings given = new GivenSettings(raw, faults);
    Optional<UploadSettings> store = new UploadSettingsParser(given).place();
    Log log = new Log(given.logLevel(true), given.zone());
    VerifyOutput output = new VerifyOutput(System.out, given.flag(Option.JSON));
    EnvironmentProxies.install(environment, faults::add);
    if (!faults.isEmpty()) {
      faults.tell(System.err, "procsnap " + Command.VERIFY.label());
      return ExitCode.USAGE;
    }
    try (ObjectStore place =
        store.isPresent()
            ? Stores.open(store.get(), environment)
            : DirectoryObjectStore.withParts(given.folderToVerify())) {
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
        new TreeVerifier(place, new RecordedFiles(), TimeSource.system(), stop, output);
    Optional<TraceReport> found = verifier.verify();
    output.end();
    if (found.isEmpty()) {
      log.error("stopped before its end: nothing is known of the rest");
      return ExitCode.FAILED;
    }
    if (verifier.traces() == 0) {
      log.error("there is no trace: name a folder or bucket that traces were recorded into");
      return ExitCode.FAILED;
    }
    output.total(verifier.traces(), found.get());
    return found.get().isWell() ? ExitCode.OK : ExitCode.FAILED;
  }
}
