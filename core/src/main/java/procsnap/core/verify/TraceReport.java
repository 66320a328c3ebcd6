package procsnap.core.verify;

/**
 * Findings about one trace, or about several together.
 *
 * @param trace path of its directory; empty if the verification started there
 * @param complete snapshots that match their manifests
 * @param rows rows in them
 * @param bytes size of their files
 * @param missed snapshots that were not taken, for a reason that the manifests record
 * @param expired snapshots that retention deleted
 * @param missing files and snapshots that are missing and nothing explains why
 * @param damaged files that do not hold what was recorded
 * @param orphaned files that were never published, or are quarantined
 * @param ended whether the end was recorded; without it nothing is known after the last snapshot
 */
public record TraceReport(
    String trace,
    long complete,
    long rows,
    long bytes,
    long missed,
    long expired,
    long missing,
    long damaged,
    long orphaned,
    boolean ended) {

  /** No findings. */
  public static final TraceReport NOTHING = new TraceReport("", 0, 0, 0, 0, 0, 0, 0, 0, true);

  /** Whether nothing is missing, damaged or orphaned. */
  public boolean isHealthy() {
    return missing == 0 && damaged == 0 && orphaned == 0;
  }

  /** Sum of both. */
  public TraceReport plus(TraceReport that) {
    return new TraceReport(
        trace,
        complete + that.complete,
        rows + that.rows,
        bytes + that.bytes,
        missed + that.missed,
        expired + that.expired,
        missing + that.missing,
        damaged + that.damaged,
        orphaned + that.orphaned,
        ended && that.ended);
  }
}
