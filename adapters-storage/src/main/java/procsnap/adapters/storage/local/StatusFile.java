package procsnap.adapters.storage.local;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.file.DurableFile;

/**
 * What the procsnap that holds a directory tells of itself: {@code status.json} in that directory.
 */
public final class StatusFile {

  private static final String NAME = "status.json";
  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .create();

  /**
   * What it tells; times of day in UTC.
   *
   * @param pid who it is
   * @param startedAt when it began
   * @param trace where it records
   * @param intervalMs from one snapshot to the next
   * @param nextMonoNs when the next is due, on the clock of {@link System#nanoTime}, which all
   *     processes of a machine share
   * @param snapshots how many it has recorded
   * @param missed how many it has not
   * @param failure why the last one is missing; null when it is not
   * @param last the last that is complete; null when there is none
   * @param upload how the upload goes; null when there is none
   * @param selfCpuMs CPU time that it has used
   * @param selfRssKb memory that it holds
   */
  public record Status(
      long pid,
      String startedAt,
      String trace,
      long intervalMs,
      long nextMonoNs,
      long snapshots,
      long missed,
      @Nullable String failure,
      @Nullable Snapshot last,
      @Nullable Upload upload,
      long selfCpuMs,
      long selfRssKb) {}

  /** A snapshot that is complete. */
  public record Snapshot(String name, String at, long rows, long bytes, long scanMs) {}

  /**
   * How the upload goes.
   *
   * @param store URI of the store
   * @param state {@code healthy}, {@code unreachable} or {@code rejected}
   * @param problem what is wrong; null when nothing is
   * @param sinceMonoNs since when the state is that
   * @param lastObject the last object that the store has taken; null when there is none
   * @param lastAt when that was
   */
  public record Upload(
      String store,
      String state,
      @Nullable String problem,
      long sinceMonoNs,
      @Nullable String lastObject,
      @Nullable String lastAt) {}

  private StatusFile() {}

  /** Puts it in the place of what was told before. */
  public static void write(Path directory, Status status) throws IOException {
    DurableFile.replace(directory.resolve(NAME), GSON.toJson(status) + "\n", false);
  }

  /** What was told last; nothing when nothing was, or it is malformed. */
  public static Optional<Status> read(Path directory) throws IOException {
    try {
      return Optional.ofNullable(
          GSON.fromJson(Files.readString(directory.resolve(NAME)), Status.class));
    } catch (NoSuchFileException | JsonParseException e) {
      return Optional.empty();
    }
  }
}
