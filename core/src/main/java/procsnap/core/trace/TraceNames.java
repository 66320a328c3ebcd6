package procsnap.core.trace;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Spells the name of every directory and file of a trace, in the zone that times are printed in.
 * The same names hold on disk and in every store.
 */
public final class TraceNames {

  public static final String DEFAULT_PREFIX = "linux_trace_v3_test";
  public static final String TRACE_MANIFEST = "manifest.json";
  public static final String TRACE_END = "end.json";

  /** Tells which snapshots are not here any more because they were old: see --retain. */
  public static final String TRACE_EXPIRED = "expired.json";

  public static final String SNAPSHOT_DIRECTORY = "process";

  /** What the names of all manifests end in. */
  public static final String JSON = ".json";

  private static final String SNAPSHOT = "process_";
  private static final String STAMP = "\\d{8}_\\d{6}_\\d{3}(_\\d+)?";
  private static final Pattern SNAPSHOT_FILE = Pattern.compile(SNAPSHOT + STAMP + "\\.csv(\\.gz)?");
  private static final String PART_PREFIX = ".";
  private static final String PART_SUFFIX = ".part";
  private static final String QUARANTINE_SUFFIX = ".corrupt";

  private final DateTimeFormatter stamp;

  public TraceNames(ZoneId zone) {
    stamp = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss_SSS", Locale.ROOT).withZone(zone);
  }

  /**
   * Names a trace by its start, or a snapshot by its own.
   *
   * @param copy 1 for the first of that instant, 2 for the next, and so on: a clock that is stepped
   *     back meets the same instant again
   */
  public String stamp(Instant instant, int copy) {
    String text = stamp.format(instant.truncatedTo(ChronoUnit.MILLIS));
    return copy == 1 ? text : text + "_" + copy;
  }

  /** Name of a snapshot's CSV file; {@code extension} is {@code .csv} or {@code .csv.gz}. */
  public static String snapshotFile(String stamp, String extension) {
    return SNAPSHOT + stamp + extension;
  }

  /** Name of a snapshot's manifest. */
  public static String snapshotManifest(String stamp) {
    return SNAPSHOT + stamp + JSON;
  }

  /** Whether a directory of that name is a trace's. */
  public static boolean isTrace(String directory) {
    return directory.matches(STAMP);
  }

  /** Whether a file of that name is a snapshot's manifest. */
  public static boolean isSnapshotManifest(String file) {
    return file.startsWith(SNAPSHOT) && file.endsWith(JSON);
  }

  /** Whether a file of that name is a snapshot's CSV. */
  public static boolean isSnapshotFile(String file) {
    return SNAPSHOT_FILE.matcher(file).matches();
  }

  /** The names that the CSV of a snapshot's manifest may have. */
  public static List<String> snapshotFilesOf(String manifest) {
    String stem = manifest.substring(0, manifest.length() - JSON.length());
    return List.of(stem + ".csv", stem + ".csv.gz");
  }

  /** Name of the manifest of a snapshot's CSV. */
  public static String manifestOf(String snapshotFile) {
    return snapshotFile.replaceFirst("\\.csv(\\.gz)?$", JSON);
  }

  /** Name under which a file is written until it is complete. */
  public static String part(String file) {
    return PART_PREFIX + file + PART_SUFFIX;
  }

  /** Name of the file that a part was to become. */
  public static String ofPart(String part) {
    return part.substring(PART_PREFIX.length(), part.length() - PART_SUFFIX.length());
  }

  /** Whether a file of that name is one that was never completed. */
  public static boolean isPart(String file) {
    return file.startsWith(PART_PREFIX) && file.endsWith(PART_SUFFIX);
  }

  /** Name under which a file that is malformed is quarantined. */
  public static String quarantined(String file) {
    return file + QUARANTINE_SUFFIX;
  }

  /** Whether a file of that name is one that was quarantined. */
  public static boolean isQuarantined(String file) {
    return file.endsWith(QUARANTINE_SUFFIX);
  }

  /**
   * The directory of the trace that a file is one of, by its path: with a slash at its end, or
   * empty when the path begins within the trace.
   *
   * @return nothing for a file that belongs to no trace
   */
  public static Optional<String> traceOf(String path) {
    String directory = path.substring(0, path.lastIndexOf('/') + 1);
    String file = path.substring(directory.length());
    String published = isPart(file) ? file.substring(PART_PREFIX.length()) : file;
    String trace = directory;
    if (published.startsWith(SNAPSHOT)
        && ("/" + directory).endsWith("/" + SNAPSHOT_DIRECTORY + "/")) {
      trace = directory.substring(0, directory.length() - SNAPSHOT_DIRECTORY.length() - 1);
    } else if (!published.startsWith(TRACE_MANIFEST)
        && !published.startsWith(TRACE_END)
        && !published.startsWith(TRACE_EXPIRED)) {
      return Optional.empty();
    }
    return trace.isEmpty() || trace.matches("(.*/)?" + STAMP + "/")
        ? Optional.of(trace)
        : Optional.empty();
  }
}
