package procsnap.adapters.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.DirectorySafety;
import procsnap.adapters.storage.file.FileContent;
import procsnap.adapters.storage.file.NamedOutput;

/**
 * Ledger of uploaded objects for people to read: {@code uploads.csv} in the output directory, one
 * line per object, written before its file is removed. A line that cannot be written does not stop
 * the upload, which frees space on the disk; the next line reports how many are missing.
 */
final class UploadLedger {

  static final String NAME = "uploads.csv";

  private static final String HEADER = "time,object,bytes,sha256\n";

  private final Path file;
  private final String store;
  private int missing;

  /**
   * @param directory output directory
   * @param store URI of the store
   */
  UploadLedger(Path directory, String store) {
    this.file = directory.resolve(NAME);
    // A comma would end the field; escaped, the URI means the same.
    this.store = (store.endsWith("/") ? store : store + "/").replace(",", "%2C");
  }

  void add(String object, FileContent content) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String gap =
        missing == 0
            ? ""
            : now + "," + missing + (missing == 1 ? " line" : " lines") + " missing: disk full,,\n";
    try (FileChannel channel = open()) {
      String line =
          now + "," + field(store + object) + "," + content.bytes() + "," + content.sha256();
      String header = channel.size() == 0 ? HEADER : "";
      byte[] bytes = (header + gap + line + "\n").getBytes(StandardCharsets.UTF_8);
      new NamedOutput(file, channel).write(bytes);
      missing = 0;
    } catch (IOException e) {
      missing++;
    }
  }

  /** A name could otherwise end the field, or the line, and claim what was never uploaded. */
  private static String field(String text) {
    boolean isPlain = text.chars().allMatch(c -> c > ' ' && c != ',' && c != '"');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private FileChannel open() throws IOException {
    if (!Directories.exists(file)) {
      return Directories.createFile(file);
    }
    // Opening a pipe would wait for its reader.
    DirectorySafety.requireFile(file);
    return FileChannel.open(
        file, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
  }
}
