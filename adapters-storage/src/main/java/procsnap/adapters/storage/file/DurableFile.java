package procsnap.adapters.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import procsnap.core.trace.TraceNames;

/**
 * File that is published completely or not at all. It is written under a part name; publishing
 * makes its bytes durable, gives it the final name, which must not exist, and makes the name
 * durable. Closing an unpublished file removes it.
 */
public final class DurableFile implements Closeable {

  private final Path part;
  private final FileChannel channel;
  private boolean published;
  private boolean orphanedPart;

  private DurableFile(Path part, FileChannel channel) {
    this.part = part;
    this.channel = channel;
  }

  /**
   * Creates the part of a file and opens it for writing.
   *
   * @param directory directory of the part and of the final file
   * @param name expected final name, from which the part's name is made
   */
  public static DurableFile create(Path directory, String name) throws IOException {
    Path part = directory.resolve(TraceNames.part(name));
    return new DurableFile(part, Directories.createFile(part));
  }

  /** Writes a text to a new file and publishes it. */
  public static void write(Path file, String text) throws IOException {
    try (DurableFile durable = create(Directories.parent(file), Directories.fileName(file))) {
      durable.seal(text);
      durable.publish(file);
    }
  }

  /**
   * Replaces the text of a file that describes the current state and is not part of a recording. A
   * concurrent reader sees either the old or the new text, complete.
   *
   * @param durably whether the new text must survive a power cut
   */
  public static void replace(Path file, String text, boolean durably) throws IOException {
    Path part = file.resolveSibling(TraceNames.part(Directories.fileName(file)));
    // A crash may have orphaned a part; no other process writes it.
    Files.deleteIfExists(part);
    try (FileChannel channel = Directories.createFile(part)) {
      new NamedOutput(part, channel).write(text.getBytes(StandardCharsets.UTF_8));
      if (durably) {
        sync(part, channel);
      }
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    if (durably) {
      Directories.sync(Directories.parent(file));
    }
  }

  /** Unbuffered stream into the part. */
  public OutputStream stream() {
    return new NamedOutput(part, channel);
  }

  /**
   * Makes the bytes durable and ends writing: a name that survives a power cut must not lead to an
   * empty file. A failed fsync is never retried, because the kernel may have dropped the bytes.
   */
  public void seal() throws IOException {
    sync(part, channel);
    channel.close();
  }

  private static void sync(Path file, FileChannel channel) throws IOException {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw FileProblem.of("fsync", file, e);
    }
  }

  /** Writes the whole content and seals it. */
  public void seal(String text) throws IOException {
    stream().write(text.getBytes(StandardCharsets.UTF_8));
    seal();
  }

  /**
   * Publishes the sealed file. On failure, the final name is as it was before.
   *
   * @param file final path, in the directory of the part
   * @throws java.nio.file.FileAlreadyExistsException if the name is taken; the caller may publish
   *     under another
   */
  public void publish(Path file) throws IOException {
    enter(part, file);
    published = true;
    removePart();
  }

  /** Publishes a part that another process sealed and did not publish. */
  public static void publish(Path part, Path file) throws IOException {
    enter(part, file);
    Files.deleteIfExists(part);
  }

  private static void enter(Path part, Path file) throws IOException {
    boolean linked = link(part, file);
    try {
      // Without this fsync, a power cut loses the name.
      Directories.sync(Directories.parent(file));
    } catch (IOException e) {
      if (linked) {
        Files.deleteIfExists(file);
      } else {
        Files.move(file, part, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
  }

  /**
   * Links the part to the final name; unlike a rename, a link never replaces an existing file. File
   * systems without hard links, such as exFAT, get a rename, which is safe because no other process
   * writes into a locked directory.
   *
   * @return whether the file now has both names, rather than the final one alone
   */
  private static boolean link(Path part, Path file) throws IOException {
    try {
      Files.createLink(file, part);
      return true;
    } catch (IOException e) {
      if (Directories.exists(file)) {
        throw e;
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      // Once published, a file with the part's name may belong to another draft.
      if (!published) {
        removePart();
      }
    }
  }

  /** Removes the part; a failure to do so must not make a published file count as failed. */
  private void removePart() {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      orphanedPart = true;
    }
  }

  /** Whether the part could not be removed. */
  public boolean hasOrphanedPart() {
    return orphanedPart;
  }
}
