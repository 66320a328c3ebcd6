package procsnap.core.verify;

/**
 * What was found of one trace.
 *
 * @param trace path of its directory; empty when that is what was looked at
 * @param complete snapshots that are whole, with all that their manifests say
 * @param rows rows in them
 * @param bytes size of their files
 * @param missed snapshots that were not taken, and the manifests say why
 * @param expired snapshots that were removed because they were old, as it was asked for
 * @param missing files and snapshots that should be there and are not, and nothing says why
 * @param damaged files that are not what was recorded
 * @param orphaned files that were never published, or were quarantined
 * @param ended whether its end was recorded; when not, nothing is known after its last snapshot
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

  /** Nothing at all was found yet. */
  public static final TraceReport NOTHING = new TraceReport("", 0, 0, 0, 0, 0, 0, 0, 0, true);

  /** Whether everything that should be there is there, and nothing else. */
  public boolean isHealthy() {
    return missing == 0 && damaged == 0 && orphaned == 0;
  }

  /** Both together. */
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
