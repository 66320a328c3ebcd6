package procsnap.cli.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import procsnap.cli.log.Plural;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.StoreException;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.SnapshotRow;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescription;
import procsnap.core.trace.TraceEnd;

/**
 * Counts the threads of the last snapshot that passes through it. The kernel reports the number of
 * all threads, hidden ones included, but not that of all processes.
 */
public final class VisibleThreads implements SnapshotStore {

  private static final Pattern LOADAVG = Pattern.compile("(?s)\\S+ \\S+ \\S+ \\d+/(\\d+) .*");

  private final SnapshotStore store;
  private long visible;

  /**
   * @param store where the snapshots go
   */
  public VisibleThreads(SnapshotStore store) {
    this.store = store;
  }

  /** Share of the machine's threads that was visible, in words, see proc_loadavg(5). */
  public String share(Path procRoot) {
    try {
      Matcher loadavg = LOADAVG.matcher(Files.readString(procRoot.resolve("loadavg")));
      if (loadavg.matches()) {
        long all = Math.max(visible, Long.parseLong(loadavg.group(1)));
        return visible + " of " + all + " threads, " + Math.round(100.0 * visible / all) + " %";
      }
    } catch (IOException e) {
      // The number of all threads is unknown.
    }
    return Plural.of(visible, "thread");
  }

  @Override
  public String openTrace(TraceDescription description) throws StoreException {
    return store.openTrace(description);
  }

  @Override
  public Draft draft(Instant startedAt) throws StoreException {
    visible = 0;
    Draft draft = store.draft(startedAt);
    return new Draft() {
      @Override
      public void add(SnapshotRow row) throws StoreException {
        visible += row.threads();
        draft.add(row);
      }

      @Override
      public StoredSnapshot publish(SnapshotFacts facts) throws StoreException {
        return draft.publish(facts);
      }

      @Override
      public void close() {
        draft.close();
      }
    };
  }

  @Override
  public void closeTrace(TraceEnd end) throws StoreException {
    store.closeTrace(end);
  }
}
