package procsnap.adapters.storage.local;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import procsnap.adapters.format.manifest.CheckedJson;
import procsnap.adapters.storage.file.DurableFile;
import procsnap.core.archive.DamagedException;
import procsnap.core.health.TraceStatus;

/** The status of the trace that records into a directory: {@code status.json} in that directory. */
public final class StatusFile {

  private static final String NAME = "status.json";
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private StatusFile() {}

  /** Replaces the status reported before. */
  public static void write(Path directory, TraceStatus status) throws IOException {
    String text = GSON.toJson(StatusJson.of(status)) + "\n";
    DurableFile.replace(directory.resolve(NAME), text, false);
  }

  /**
   * Status reported last; absent when there is none, or what is there is malformed or not a regular
   * file.
   */
  public static Optional<TraceStatus> read(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    // Opening a pipe would wait for its writer.
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(StatusJson.parse(CheckedJson.read(in)));
    } catch (NoSuchFileException | DamagedException e) {
      return Optional.empty();
    }
  }
}
