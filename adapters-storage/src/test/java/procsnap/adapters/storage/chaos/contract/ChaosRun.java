package procsnap.adapters.storage.chaos.contract;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import procsnap.adapters.storage.chaos.Fault;
import procsnap.adapters.storage.chaos.FaultCounts;
import procsnap.core.port.BytesContent;
import procsnap.core.port.Listings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/**
 * Many uploads through a proxy with a seeded plan, each retried until it succeeds, and their
 * counts.
 */
final class ChaosRun {

  private static final int MOST_TRIES = 10_000;
  private static final int SMALL = 4 * 1024;
  private static final int LARGE = 300 * 1024;

  private final long seed;
  private final int uploads;
  private int created;
  private int alreadyThere;
  private int retries;
  private int mended;
  private int objects;
  private int lost;
  private int doubled;
  private int wrong;

  ChaosRun(long seed, int uploads) {
    this.seed = seed;
    this.uploads = uploads;
  }

  int created() {
    return created;
  }

  int alreadyThere() {
    return alreadyThere;
  }

  int objects() {
    return objects;
  }

  int lost() {
    return lost;
  }

  int doubled() {
    return doubled;
  }

  int wrong() {
    return wrong;
  }

  /** Uploads them one after the other, so that the seed decides which meets what. */
  void upload(ObjectStore store) throws ObjectStoreException {
    for (int i = 0; i < uploads; i++) {
      switch (put(store, i)) {
        case CREATED -> created++;
        case ALREADY_THERE -> alreadyThere++;
      }
    }
  }

  private ObjectStore.Put put(ObjectStore store, int index) throws ObjectStoreException {
    BytesContent content = content(index);
    for (int tries = 1; ; tries++) {
      try {
        return store.putIfAbsent(name(index), content);
      } catch (ObjectStoreException e) {
        switch (e.kind()) {
          case TRANSIENT -> retries++;
          // Somebody fixes it at once.
          case PERMANENT -> mended++;
          default -> throw e;
        }
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /** Counts what is stored. */
  void look(ObjectStore direct) throws ObjectStoreException, IOException {
    TreeMap<String, Integer> found = new TreeMap<>();
    Listings.all(direct).forEach(object -> found.merge(object.name(), 1, Integer::sum));
    for (int i = 0; i < uploads; i++) {
      Integer times = found.remove(name(i));
      if (times == null) {
        lost++;
        continue;
      }
      objects += times;
      doubled += times - 1;
      try (InputStream in = direct.read(name(i))) {
        if (!Arrays.equals(content(i).content(), in.readAllBytes())) {
          wrong++;
        }
      }
    }
    // Objects under names that nobody sent.
    doubled += found.size();
    objects += found.size();
  }

  private static String name(int index) {
    return String.format("chaos/%06d.csv", index);
  }

  private BytesContent content(int index) {
    long own = seed * 1_000_003 + index;
    boolean large = index % 100 == 0 || (index < 300 && index % 10 == 0);
    int length = (large ? LARGE : 0) + new Random(own).nextInt(SMALL);
    return BytesContent.random(index % 50 == 1 ? 0 : length, own);
  }

  /** The counts as a table. */
  String table(FaultCounts counts) {
    StringBuilder table = new StringBuilder("chaos run with seed " + seed + "\n");
    row(table, "uploads", uploads);
    row(table, "  created", created);
    row(table, "  already there", alreadyThere);
    row(table, "requests", counts.requests());
    row(table, "faults that happened", counts.happened());
    for (Fault fault : Fault.values()) {
      if (fault.isDealt()) {
        row(table, "  " + fault, counts.happened(fault));
      }
    }
    row(table, "retries", retries);
    row(table, "mended by people", mended);
    row(table, "objects", objects);
    row(table, "lost", lost);
    row(table, "doubled", doubled);
    row(table, "wrong", wrong);
    return table.toString();
  }

  private static void row(StringBuilder table, String name, long count) {
    table.append(String.format("%-24s%9d%n", name, count));
  }
}
