package procsnap.core.verify;

/**
 * Findings about one trace, or about several together.
 *
 * @param trace path of its directory; empty if the verification started there
 * @param complete snapshots that match their manifests
 * @param rows rows in them
 * @param bytes size of their files
 * @param missed number of snapshots that were not taken, for a reason recorded in the manifests
 * @param expired snapshots that retention deleted
 * @param missing number of files and snapshots that are missing without a recorded reason
 * @param damaged number of files whose content is not what was recorded
 * @param orphaned number of files that were never published or are quarantined
 * @param ended whether the end of the trace was recorded; without it, snapshots missing after the
 *     last one cannot be detected
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

  /** Whether the trace has no missing, damaged or orphaned files. */
  public boolean isHealthy() {
    return missing == 0 && damaged == 0 && orphaned == 0;
  }

  /** Sum of two reports. */
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
