package procsnap.core.trace;

import java.util.Optional;

/**
 * File of a trace, identified by its path; see {@link TraceNames#parse}.
 *
 * @param path whole path
 * @param trace path of the trace's directory: ends with a slash, or is empty if the path starts
 *     inside the trace
 * @param kind kind of the file
 */
public record TraceFile(String path, String trace, Kind kind) {

  /** Kind of a file of a trace. */
  public enum Kind {
    TRACE_MANIFEST,
    TRACE_END,
    TRACE_EXPIRED,
    /** CSV of a snapshot. */
    SNAPSHOT,
    SNAPSHOT_MANIFEST,
    /** A file that was never completed. */
    PART,
    /** A file that matched no manifest. */
    QUARANTINED,
    /** Any other file; procsnap ignores it. */
    OTHER
  }

  /** Name of the file, without its directories. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Path below the trace's directory. */
  public String pathInTrace() {
    return path.substring(trace.length());
  }

  /** Path below the trace's directory of another file of the trace. */
  public String pathInTrace(String other) {
    return other.substring(trace.length());
  }

  /** Path of the trace's directory without a slash at its end. */
  public String tracePath() {
    return trace.isEmpty() ? "" : trace.substring(0, trace.length() - 1);
  }

  /** Path of the file of that name in the same directory. */
  public String sibling(String name) {
    return path.substring(0, path.lastIndexOf('/') + 1) + name;
  }

  /** Stamp of a snapshot or its manifest. */
  public Optional<String> stamp() {
    return kind == Kind.SNAPSHOT || kind == Kind.SNAPSHOT_MANIFEST
        ? Optional.of(TraceNames.stampOf(name()))
        : Optional.empty();
  }
}
