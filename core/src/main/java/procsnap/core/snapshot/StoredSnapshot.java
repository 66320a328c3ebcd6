package procsnap.core.snapshot;

/**
 * A snapshot as it was stored.
 *
 * @param name name of its file
 * @param bytes size of that file
 * @param sha256 its SHA-256, in lower-case hex
 * @param crc32c its CRC-32C, in lower-case hex
 */
public record StoredSnapshot(String name, long bytes, String sha256, String crc32c) {}
