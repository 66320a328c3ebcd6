package procsnap.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** A process table made by a test: a machine of few processes, so that a snapshot is quick. */
public final class SmallMachine {

  private SmallMachine() {}

  /** Writes a table of that many processes into a new directory. */
  public static Path at(Path root, int processes) throws IOException {
    return at(root, Collections.nCopies(processes, "/bin/small\0"));
  }

  /** Writes a table with one process for each command line. */
  static Path at(Path root, List<String> commandLines) throws IOException {
    Files.createDirectories(root);
    Files.writeString(root.resolve("uptime"), "1000.50 2000.00\n");
    for (int i = 0; i < commandLines.size(); i++) {
      int pid = 42 + i;
      Path process = Files.createDirectory(root.resolve(Integer.toString(pid)));
      Files.writeString(
          process.resolve("stat"),
          pid
              + " ("
              + comm(commandLines.get(i))
              + ") S 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 3 0 500 9 9\n");
      Files.writeString(process.resolve("statm"), "1024 512 1 1 0 1 0\n");
      Files.writeString(process.resolve("cmdline"), commandLines.get(i));
    }
    return root;
  }

  /** A program that writes a title over its arguments has the kernel show its first 15 bytes. */
  private static String comm(String commandLine) {
    boolean isTitle = commandLine.indexOf(' ') >= 0 && commandLine.indexOf('\0') < 0;
    return isTitle ? commandLine.substring(0, 15) : "small";
  }
}
