package procsnap.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import procsnap.adapters.format.TraceFiles;
import procsnap.adapters.storage.DirectoryObjectStore;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.TreeVerifier;
import procsnap.core.verify.VerifyEvents;

/** Findings of {@code procsnap verify} in a directory, for all its traces together. */
public final class Oracle {

  private Oracle() {}

  public static TraceReport verify(Path directory) throws ObjectStoreException {
    return Files.isDirectory(directory)
        ? verify(DirectoryObjectStore.withParts(directory, (file, why) -> {}))
        : TraceReport.NOTHING;
  }

  /** Findings in a store that is a directory. */
  static TraceReport verifyStore(Path directory) throws ObjectStoreException {
    return verify(new DirectoryObjectStore(directory));
  }

  private static TraceReport verify(ObjectStore store) throws ObjectStoreException {
    return new TreeVerifier(
            store,
            new TraceFiles(),
            Runnable::run,
            TimeSource.system(),
            new StopSignal(),
            new VerifyEvents() {})
        .verify()
        .orElseThrow();
  }
}
