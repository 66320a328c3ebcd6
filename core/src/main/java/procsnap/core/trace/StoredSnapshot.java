package procsnap.core.trace;

/**
 * Snapshot as stored.
 *
 * @param name name of its file
 * @param bytes size of that file
 */
public record StoredSnapshot(String name, long bytes) {}
