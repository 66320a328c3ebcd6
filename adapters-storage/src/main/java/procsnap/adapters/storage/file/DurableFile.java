package procsnap.adapters.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import procsnap.core.trace.TraceNames;

/**
 * A file that is published whole or not at all. It is written under a part name; publishing makes
 * its bytes durable, enters them under the final name, which must be free, and makes the name
 * durable. Closing one that was not published removes it.
 */
public final class DurableFile implements Closeable {

  private final Path part;
  private final FileChannel channel;
  private boolean published;
  private boolean leftPart;

  private DurableFile(Path part, FileChannel channel) {
    this.part = part;
    this.channel = channel;
  }

  /**
   * Begins a file.
   *
   * @param directory where it is to be
   * @param name what it is to be called, as far as is known: names the part
   */
  public static DurableFile create(Path directory, String name) throws IOException {
    Path part = directory.resolve(TraceNames.part(name));
    return new DurableFile(part, Directories.createFile(part));
  }

  /** Writes and publishes a text. */
  public static void write(Path file, String text) throws IOException {
    try (DurableFile durable = create(Directories.parent(file), Directories.fileName(file))) {
      durable.seal(text);
      durable.publish(file);
    }
  }

  /**
   * Writes a text in the place of another, for what is no record but tells of now; who reads it
   * finds the one or the other, whole.
   *
   * @param durably whether the new one survives a power cut
   */
  public static void replace(Path file, String text, boolean durably) throws IOException {
    Path part = file.resolveSibling(TraceNames.part(Directories.fileName(file)));
    // What a crash has left: nobody else writes here.
    Files.deleteIfExists(part);
    try (FileChannel channel = Directories.createFile(part)) {
      Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.UTF_8));
      if (durably) {
        channel.force(true);
      }
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    if (durably) {
      Directories.sync(Directories.parent(file));
    }
  }

  /** Takes the bytes; not buffered. */
  public OutputStream stream() {
    return Channels.newOutputStream(channel);
  }

  /**
   * Ends the writing and makes the bytes durable. A name that survives a power cut must not lead to
   * an empty file. When it fails it is never tried again: the kernel may have dropped the bytes.
   */
  public void seal() throws IOException {
    channel.force(true);
    channel.close();
  }

  /** Writes a text, which is all there is to be, and seals it. */
  public void seal(String text) throws IOException {
    stream().write(text.getBytes(StandardCharsets.UTF_8));
    seal();
  }

  /**
   * Publishes the sealed file. When this fails nothing is under that name but what was there
   * before.
   *
   * @param file its final name, in the same directory
   * @throws java.nio.file.FileAlreadyExistsException when the name is taken: try another
   */
  public void publish(Path file) throws IOException {
    enter(part, file);
    published = true;
    removePart();
  }

  /** Publishes a part that was sealed by another who did not come to it. */
  public static void publish(Path part, Path file) throws IOException {
    enter(part, file);
    Files.deleteIfExists(part);
  }

  private static void enter(Path part, Path file) throws IOException {
    boolean linked = link(part, file);
    try {
      // Without this the name itself is lost in a power cut.
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
   * A link, unlike a rename, refuses to replace what is there. Where the disk knows none, as exFAT
   * does not, a rename must do: nobody else writes into a directory that is held.
   *
   * @return whether the file has both names now, not the final one alone
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
      // A part of that name is somebody else's by now.
      if (!published) {
        removePart();
      }
    }
  }

  /** What the disk does not let go stays: it is no reason to call what was published a failure. */
  private void removePart() {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      leftPart = true;
    }
  }

  /** Whether a part could not be removed. */
  public boolean hasLeftPart() {
    return leftPart;
  }
}
