package procsnap.adapters.storage.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Unbuffered stream into an open file; its errors name the file. */
public final class NamedOutput extends OutputStream {

  private final Path file;
  private final FileChannel channel;

  public NamedOutput(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw FileProblem.of("write", file, e);
    }
  }
}
