package procsnap.core.trace;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import procsnap.core.trace.TraceFile.Kind;

/**
 * Spells and parses the name of every directory and file of a trace. The same names are used on
 * disk and in every store; their times are in the zone of the trace.
 */
public final class TraceNames {

  public static final String DEFAULT_PREFIX = "linux_trace_v3_test";
  public static final String TRACE_MANIFEST = "manifest.json";
  public static final String TRACE_END = "end.json";

  /** Lists the snapshots that retention deleted. */
  public static final String TRACE_EXPIRED = "expired.json";

  public static final String SNAPSHOT_DIRECTORY = "process";

  /** Suffix of every manifest's name. */
  public static final String JSON = ".json";

  private static final String SNAPSHOT = "process_";
  private static final int STAMP_LENGTH = "20260102_230405_006".length();
  private static final Pattern STAMP = Pattern.compile("\\d{8}_\\d{6}_\\d{3}(_\\d+)?");
  private static final Pattern SNAPSHOT_FILE = Pattern.compile(SNAPSHOT + STAMP + "\\.csv(\\.gz)?");
  private static final String PART_PREFIX = ".";
  private static final String PART_SUFFIX = ".part";
  private static final String QUARANTINE_SUFFIX = ".corrupt";

  private final DateTimeFormatter stamp;
  private final ZoneId zone;

  public TraceNames(ZoneId zone) {
    this.zone = zone;
    stamp = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss_SSS", Locale.ROOT).withZone(zone);
  }

  /**
   * Stamp that names a trace or a snapshot by its start.
   *
   * @param copy 1 for the first of that instant, 2 for the next, and so on: after a clock is
   *     stepped back the same instant occurs again
   */
  public String stamp(Instant instant, int copy) {
    String text = stamp.format(instant.truncatedTo(ChronoUnit.MILLIS));
    return copy == 1 ? text : text + "_" + copy;
  }

  /**
   * Instant of a stamp. When clocks are set back, two instants share a local time; this is the
   * earlier one.
   *
   * @return empty for text that is not a stamp
   */
  public Optional<Instant> instant(String text) {
    if (!STAMP.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime local = LocalDateTime.parse(text.substring(0, STAMP_LENGTH), stamp);
      return Optional.of(local.atZone(zone).withEarlierOffsetAtOverlap().toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Name of a snapshot's CSV file; {@code extension} is {@code .csv} or {@code .csv.gz}. */
  public static String snapshotFile(String stamp, String extension) {
    return SNAPSHOT + stamp + extension;
  }

  /** Name of a snapshot's manifest. */
  public static String snapshotManifest(String stamp) {
    return SNAPSHOT + stamp + JSON;
  }

  /** Stamp in the name of a snapshot or its manifest. */
  static String stampOf(String file) {
    return file.substring(SNAPSHOT.length(), file.indexOf('.'));
  }

  /** Whether a directory of that name is a trace's. */
  public static boolean isTrace(String directory) {
    return STAMP.matcher(directory).matches();
  }

  /** Whether a file of that name is a snapshot's manifest. */
  public static boolean isSnapshotManifest(String file) {
    return file.startsWith(SNAPSHOT) && file.endsWith(JSON);
  }

  /** Whether a file of that name is a snapshot's CSV. */
  public static boolean isSnapshotFile(String file) {
    return SNAPSHOT_FILE.matcher(file).matches();
  }

  /** Names that the CSV of a snapshot's manifest may have. */
  public static List<String> snapshotFilesOf(String manifest) {
    String stem = manifest.substring(0, manifest.length() - JSON.length());
    return List.of(stem + ".csv", stem + ".csv.gz");
  }

  /** Name or path of the manifest of a snapshot's CSV. */
  public static String manifestOf(String snapshotFile) {
    return snapshotFile.replaceFirst("\\.csv(\\.gz)?$", JSON);
  }

  /** Name of a file while it is incomplete. */
  public static String part(String file) {
    return PART_PREFIX + file + PART_SUFFIX;
  }

  /** Name of a part file once it is complete. */
  public static String ofPart(String part) {
    return part.substring(PART_PREFIX.length(), part.length() - PART_SUFFIX.length());
  }

  /** Whether a file of that name is incomplete. */
  public static boolean isPart(String file) {
    return file.startsWith(PART_PREFIX) && file.endsWith(PART_SUFFIX);
  }

  /** Name of a file once it is quarantined. */
  public static String quarantined(String file) {
    return file + QUARANTINE_SUFFIX;
  }

  /** Whether a file of that name is quarantined. */
  public static boolean isQuarantined(String file) {
    return file.endsWith(QUARANTINE_SUFFIX);
  }

  /**
   * Parses the path of a file, from any directory above the trace or from within it.
   *
   * @return empty for a file that does not belong to a trace
   */
  public static Optional<TraceFile> parse(String path) {
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
    return isTraceDirectory(trace)
        ? Optional.of(new TraceFile(path, trace, kind(file)))
        : Optional.empty();
  }

  /** Whether a path that ends with a slash is a trace's directory; an empty path is. */
  private static boolean isTraceDirectory(String path) {
    if (path.isEmpty()) {
      return true;
    }
    String withoutSlash = path.substring(0, path.length() - 1);
    return isTrace(withoutSlash.substring(withoutSlash.lastIndexOf('/') + 1));
  }

  private static Kind kind(String file) {
    if (file.equals(TRACE_MANIFEST)) {
      return Kind.TRACE_MANIFEST;
    } else if (file.equals(TRACE_END)) {
      return Kind.TRACE_END;
    } else if (file.equals(TRACE_EXPIRED)) {
      return Kind.TRACE_EXPIRED;
    } else if (isSnapshotFile(file)) {
      return Kind.SNAPSHOT;
    } else if (isSnapshotManifest(file)) {
      return Kind.SNAPSHOT_MANIFEST;
    } else if (isPart(file)) {
      return Kind.PART;
    }
    return isQuarantined(file) ? Kind.QUARANTINED : Kind.OTHER;
  }
}
