package procsnap.core.trace;

/**
 * What became of the processes that were listed.
 *
 * @param listed processes in the listing
 * @param rows rows written
 * @param vanished gone before they could be read
 * @param unreadable not to be read, or malformed
 * @param truncated rows with a cell that was cut
 * @param timedOut rows with a cell whose read did not return
 * @param unknownStates rows whose state letter is not known
 * @param redacted rows with a command line in which a secret was masked
 */
public record SnapshotTally(
    int listed,
    int rows,
    int vanished,
    int unreadable,
    int truncated,
    int timedOut,
    int unknownStates,
    int redacted) {}
