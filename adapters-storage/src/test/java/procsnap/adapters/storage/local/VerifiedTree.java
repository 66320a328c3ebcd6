package procsnap.adapters.storage.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import procsnap.adapters.format.TraceFiles;
import procsnap.adapters.storage.DirectoryObjectStore;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;
import procsnap.core.verify.TraceReport;
import procsnap.core.verify.TreeVerifier;
import procsnap.core.verify.VerifyEvents;

/**
 * Result of verifying a directory or store.
 *
 * @param total report of all traces
 * @param findings findings, such as {@code damaged process/…: why}, without the directory of the
 *     trace
 */
record VerifiedTree(TraceReport total, List<String> findings) {

  static VerifiedTree of(Path directory) throws ObjectStoreException {
    try (ObjectStore store = DirectoryObjectStore.withParts(directory, (file, why) -> {})) {
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
          public void orphaned(String file) {
            findings.add("orphaned " + inTrace(file));
          }
        };
    TreeVerifier verifier =
        new TreeVerifier(
            store, new TraceFiles(), Runnable::run, TimeSource.system(), new StopSignal(), events);
    return new VerifiedTree(verifier.verify().orElseThrow(), findings);
  }

  private static String inTrace(String file) {
    return file.replaceFirst("^.*/\\d{8}_\\d{6}_\\d{3}/", "");
  }
}
