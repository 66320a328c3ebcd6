package procsnap.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * rclone, an independent client, to list a store with.
 *
 * @param path the bucket and what goes before the names
 * @param settings those of its backend
 */
record Rclone(String path, Map<String, String> settings) {

  /** Size and MD5 of all objects by name, as the store reports them: "12|0123abcd". */
  Map<String, String> list() throws IOException, InterruptedException {
    Path errors = Packaged.temporaryFile("rclone");
    ProcessBuilder command =
        new ProcessBuilder(
                List.of(
                    "rclone",
                    "lsf",
                    "--recursive",
                    "--files-only",
                    "--format=psh",
                    "--separator=|",
                    "--hash=MD5",
                    "--config=/dev/null",
                    "store:" + path))
            .redirectError(errors.toFile());
    // Its S3 client fails if this is set.
    command.environment().remove("AWS_CA_BUNDLE");
    settings.forEach(
        (name, value) -> command.environment().put("RCLONE_CONFIG_STORE_" + name, value));
    Process rclone = command.start();
    String text = new String(rclone.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (rclone.waitFor() != 0) {
      throw new IOException(Files.readString(errors));
    }
    Map<String, String> objects = new TreeMap<>();
    for (String line : text.lines().toList()) {
      int end = line.indexOf('|');
      objects.put(line.substring(0, end), line.substring(end + 1));
    }
    return objects;
  }
}
