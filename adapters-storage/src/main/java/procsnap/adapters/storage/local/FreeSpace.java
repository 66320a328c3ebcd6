package procsnap.adapters.storage.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Minimum free space of a disk: a number of bytes or a share of the disk, whichever is less.
 *
 * @param bytes minimum in bytes
 * @param share minimum as a share of the disk, 0 to 1
 */
public record FreeSpace(long bytes, double share) {

  /** Reason why nothing may be written to the disk of a directory, if free space is too low. */
  public Optional<String> objection(Path directory) {
    long total = directory.toFile().getTotalSpace();
    long minimum = Math.min(bytes, (long) (share * (double) total));
    long free = directory.toFile().getUsableSpace();
    // A file system that reports no size reports no free space either.
    return total == 0 || free >= minimum
        ? Optional.empty()
        : Optional.of("free space is below --min-free (" + mebibytes(minimum) + " MiB)");
  }

  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
