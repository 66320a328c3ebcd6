package procsnap.core.trace;

/**
 * A snapshot as it was stored.
 *
 * @param name name of its file
 * @param bytes size of that file
 */
public record StoredSnapshot(String name, long bytes) {}
