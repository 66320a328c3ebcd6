package procsnap.adapters.storage.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import procsnap.adapters.storage.DirectoryObjectStore;
import procsnap.adapters.storage.RecordedFiles;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.TimeSource;
import procsnap.core.trace.StopSignal;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.TreeVerifier;
import procsnap.core.verify.VerifyEvents;

/**
 * What a verification of a folder tells.
 *
 * @param total of all traces
 * @param findings as {@code damaged process/…: why}, without the folder of the trace
 */
record VerifiedTree(TraceReport total, List<String> findings) {

  static VerifiedTree of(Path folder) throws ObjectStoreException {
    try (ObjectStore store = DirectoryObjectStore.withParts(folder)) {
      return of(store);
    }
  }

  static VerifiedTree of(ObjectStore store) throws ObjectStoreException {
    List<String> findings = new ArrayList<>();
    VerifyEvents events =
        new VerifyEvents() {
          @Override
          public void damaged(String file, String why) {
            findings.add("damaged " + inTrace(file) + ": " + why);
          }

          @Override
          public void missing(String trace, String what) {
            findings.add("missing " + what);
          }

          @Override
          public void leftOver(String file) {
            findings.add("left over " + inTrace(file));
          }
        };
    TreeVerifier verifier =
        new TreeVerifier(store, new RecordedFiles(), TimeSource.system(), new StopSignal(), events);
    return new VerifiedTree(verifier.verify().orElseThrow(), findings);
  }

  private static String inTrace(String file) {
    return file.replaceFirst("^.*/\\d{8}_\\d{6}_\\d{3}/", "");
  }
}
