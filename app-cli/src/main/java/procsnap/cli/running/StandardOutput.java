package procsnap.cli.running;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output. A {@link PrintStream} hides why a write failed; this remembers it. A reader that
 * has seen enough, such as {@code head}, and closed the pipe is no failure: the rest goes nowhere.
 */
public final class StandardOutput extends OutputStream {

  private static final int BUFFER = 8192;

  private final OutputStream out;
  private @Nullable IOException failure;
  private boolean isPipeBroken;

  public StandardOutput(OutputStream out) {
    this.out = out;
  }

  /** A stream that prints to it; each line is flushed. */
  public PrintStream text() {
    return new PrintStream(new BufferedOutputStream(this, BUFFER), true, StandardCharsets.UTF_8);
  }

  /** The first failure of a write. */
  public Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (isPipeBroken) {
      return;
    }
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      if ("Broken pipe".equals(e.getMessage())) {
        isPipeBroken = true;
        return;
      }
      if (failure == null) {
        failure = e;
      }
      throw e;
    }
  }
}
