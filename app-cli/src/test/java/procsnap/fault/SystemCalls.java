package procsnap.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The log of {@code strace -f}. */
final class SystemCalls {

  private SystemCalls() {}

  /** Number of calls by the main thread; strace counts injections by thread too. */
  static long mostOfAThread(Path log, String call) throws IOException {
    Map<String, Long> byThread = new TreeMap<>();
    try (Stream<String> lines = Files.lines(log)) {
      lines
          .filter(line -> line.matches("\\d+ +" + call + "\\(.*"))
          .forEach(line -> byThread.merge(line.split(" ", 2)[0], 1L, Long::sum));
    }
    return byThread.values().stream().max(Long::compare).orElse(0L);
  }
}
