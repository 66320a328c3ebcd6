package procsnap.core.archive;

/**
 * Sums over the bytes of a file.
 *
 * @param bytes how many they are
 * @param sha256 their SHA-256, in lower-case hex
 * @param crc32c their CRC-32C, in eight lower-case hex digits
 */
public record FileSums(long bytes, String sha256, String crc32c) {}
