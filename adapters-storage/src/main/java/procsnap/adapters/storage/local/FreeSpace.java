package procsnap.adapters.storage.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How much of a disk is left to others: so many bytes, or that share of the disk when it is less.
 *
 * @param bytes so many bytes
 * @param share part of the disk, 0 to 1
 */
public record FreeSpace(long bytes, double share) {

  /** Why nothing more may be written to the disk that a directory is on, if that is so. */
  public Optional<String> objection(Path directory) {
    long total = directory.toFile().getTotalSpace();
    long kept = Math.min(bytes, (long) (share * (double) total));
    long free = directory.toFile().getUsableSpace();
    // A disk that tells no size is one that tells no free space either.
    return total == 0 || free >= kept
        ? Optional.empty()
        : Optional.of("free space is below --min-free (" + mebibytes(kept) + " MiB)");
  }

  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }
}
