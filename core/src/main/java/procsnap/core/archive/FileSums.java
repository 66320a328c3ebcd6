package procsnap.core.archive;

/**
 * Size and hashes of a file.
 *
 * @param bytes size in bytes
 * @param sha256 SHA-256, 64 lower-case hex digits
 * @param crc32c CRC-32C, 8 lower-case hex digits
 */
public record FileSums(long bytes, String sha256, String crc32c) {}
