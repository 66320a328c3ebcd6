package procsnap.adapters.storage.local;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.FileContent;

/**
 * What has left this machine: {@code uploads.csv} in the output directory, a line an object,
 * entered before its file goes. It is for people; a disk that cannot take a line does not stop the
 * upload that makes room on it, and the next line tells how many are missing.
 */
final class UploadLedger {

  static final String NAME = "uploads.csv";

  private static final String HEADER = "time,object,bytes,sha256\n";

  private final Path file;
  private final String store;
  private int lost;

  /**
   * @param directory the output directory
   * @param store URI of the store
   */
  UploadLedger(Path directory, String store) {
    this.file = directory.resolve(NAME);
    // A comma ends a field; in a URI the escape means the same.
    this.store = (store.endsWith("/") ? store : store + "/").replace(",", "%2C");
  }

  void add(String object, FileContent content) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String gap = lost == 0 ? "" : now + "," + lost + " lines are missing: the disk was full,,\n";
    try (FileChannel channel = open()) {
      String line = now + "," + store + object + "," + content.bytes() + "," + content.sha256();
      String header = channel.size() == 0 ? HEADER : "";
      byte[] bytes = (header + gap + line + "\n").getBytes(StandardCharsets.UTF_8);
      Channels.newOutputStream(channel).write(bytes);
      lost = 0;
    } catch (IOException e) {
      lost++;
    }
  }

  private FileChannel open() throws IOException {
    if (!Directories.exists(file)) {
      return Directories.createFile(file);
    }
    return FileChannel.open(
        file, StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
  }
}
