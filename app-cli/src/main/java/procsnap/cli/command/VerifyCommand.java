package procsnap.cli.command;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import procsnap.adapters.format.TraceFiles;
import procsnap.adapters.storage.DirectoryObjectStore;
import procsnap.cli.log.LogMessages;
import procsnap.cli.log.VerifyOutput;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.Stores;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.InvalidSettingsException;
import procsnap.cli.settings.Settings;
import procsnap.cli.settings.UploadSettings;
import procsnap.cli.settings.UploadSettingsParser;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.time.TimeSource;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.TreeVerifier;

/** {@code procsnap verify}: reads everything in a directory or a store and reports problems. */
final class VerifyCommand implements Command {

  /** Reads in flight at a store: most of the time of one is the store's latency. */
  private static final int STORE_READS = 16;

  /** Reads in flight in a directory: most of the time of one is computation. */
  private static final int DIRECTORY_READS = Runtime.getRuntime().availableProcessors();

  @Override
  public ExitCode run(Invocation invocation) throws InvalidSettingsException, ObjectStoreException {
    GivenSettings given = invocation.settings();
    UploadSettingsParser parser = new UploadSettingsParser(given);
    Optional<UploadSettings> store = parser.storeToVerify();
    store.ifPresent(with -> invocation.useProxies(with.location()));
    VerifyOutput output = new VerifyOutput(invocation.out(), given.value(Settings.JSON));
    given.requireValid();
    try (ObjectStore traces =
        store.isPresent()
            ? Stores.open(store.get().location(), invocation.environment())
            : DirectoryObjectStore.withParts(
                parser.directoryToVerify(),
                (file, why) -> invocation.log().warn(LogMessages.VERIFY_SKIPPED, file, why))) {
      return verify(traces, store.isPresent() ? STORE_READS : DIRECTORY_READS, output, invocation);
    }
  }

  private static ExitCode verify(
      ObjectStore traces, int readsAtOnce, VerifyOutput output, Invocation invocation)
      throws ObjectStoreException {
    ExecutorService threads = Executors.newFixedThreadPool(readsAtOnce);
    TreeVerifier verifier =
        new TreeVerifier(
            traces,
            new TraceFiles(),
            threads::execute,
            TimeSource.system(),
            invocation.stop().signal(),
            output);
    Optional<TraceReport> found;
    try {
      found = verifier.verify();
    } finally {
      threads.shutdownNow();
      output.end();
    }
    if (found.isEmpty()) {
      invocation.log().error(LogMessages.VERIFY_INTERRUPTED);
      return ExitCode.FAILED;
    }
    if (verifier.traces() == 0) {
      invocation.log().error(LogMessages.NO_TRACE);
      return ExitCode.FAILED;
    }
    output.total(verifier.traces(), found.get());
    return found.get().isHealthy() ? ExitCode.OK : ExitCode.FAILED;
  }
}
