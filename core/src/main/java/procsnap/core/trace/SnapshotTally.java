package procsnap.core.trace;

/**
 * Counts of the listed processes, by how they were read.
 *
 * @param listed processes in the listing
 * @param rows rows written
 * @param vanished processes that exited before they could be read
 * @param unreadable processes that could not be read or were malformed
 * @param truncated rows with a truncated cell
 * @param timedOut rows with a cell whose read did not return
 * @param unknownStates rows with an unknown state letter
 * @param redacted rows with a masked secret in the command line
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
