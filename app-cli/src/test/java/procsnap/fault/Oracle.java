package procsnap.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import procsnap.adapters.storage.DirectoryObjectStore;
import procsnap.adapters.storage.RecordedFiles;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.TimeSource;
import procsnap.core.trace.StopSignal;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.TreeVerifier;
import procsnap.core.verify.VerifyEvents;

/** What {@code procsnap verify} finds in a folder: all of its traces together. */
public final class Oracle {

  private Oracle() {}

  public static TraceReport verify(Path folder) throws ObjectStoreException {
    return Files.isDirectory(folder)
        ? verify(DirectoryObjectStore.withParts(folder))
        : TraceReport.NOTHING;
  }

  /** What it finds in a store that is a folder. */
  static TraceReport verifyStore(Path folder) throws ObjectStoreException {
    return verify(new DirectoryObjectStore(folder));
  }

  private static TraceReport verify(ObjectStore store) throws ObjectStoreException {
    return new TreeVerifier(
            store,
            new RecordedFiles(),
            TimeSource.system(),
            new StopSignal(),
            new VerifyEvents() {})
        .verify()
        .orElseThrow();
  }
}
