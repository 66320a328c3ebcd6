package procsnap.adapters.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.trace.TraceDescriptions;

/** Program that records a complete trace of one snapshot and leaves a draft open. */
final class OneSnapshotRecorder {

  private OneSnapshotRecorder() {}

  public static void main(String[] args) throws IOException, StoreException {
    try (OutputDirectory directory = OutputDirectory.hold(Path.of(args[0])).orElseThrow()) {
      SnapshotStore store =
          new LocalSnapshotStore(
              directory,
              "a/b",
              directory.machineId(),
              "1.2.3",
              CsvTexts.PLAIN,
              () -> LocalTree.NO_MINIMUM);
      store.openTrace(TraceDescriptions.startedAt(CsvTexts.START));
      LocalTree.publish(store, CsvTexts.START);
      store.draft(CsvTexts.START.plusSeconds(1));
      store.closeTrace(TraceDescriptions.stoppedAt(CsvTexts.START, 1));
      Runtime.getRuntime().halt(0);
    }
  }
}
