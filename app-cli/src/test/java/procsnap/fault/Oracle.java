package procsnap.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import procsnap.adapters.storage.DirectoryObjectStore;
import procsnap.adapters.storage.RecordedFiles;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.TimeSource;
import procsnap.core.trace.StopSignal;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.TreeVerifier;
import procsnap.core.verify.VerifyEvents;

/** What {@code procsnap verify} finds in a folder: all of its traces together. */
final class Oracle {

  private Oracle() {}

  static TraceReport verify(Path folder) throws ObjectStoreException {
    if (!Files.isDirectory(folder)) {
      return TraceReport.NOTHING;
    }
    return new TreeVerifier(
            DirectoryObjectStore.withParts(folder),
            new RecordedFiles(),
            TimeSource.system(),
            new StopSignal(),
            new VerifyEvents() {})
        .verify()
        .orElseThrow();
  }
}
