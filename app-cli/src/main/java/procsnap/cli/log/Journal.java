package procsnap.cli.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether standard error goes to systemd's journal, see systemd.exec(5). */
final class Journal {

  /** Device and inode of the journal's socket, such as {@code 8:12345}. */
  private static final String STREAM = "JOURNAL_STREAM";

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Journal() {}

  static boolean takes(Map<String, String> environment) {
    String stream = environment.getOrDefault(STREAM, "");
    if (stream.isEmpty()) {
      return false;
    }
    try {
      Map<String, Object> file = Files.readAttributes(STANDARD_ERROR, "unix:dev,ino");
      return stream.equals(file.get("dev") + ":" + file.get("ino"));
    } catch (IOException e) {
      return false;
    }
  }
}
