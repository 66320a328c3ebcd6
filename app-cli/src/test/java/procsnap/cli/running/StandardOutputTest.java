package procsnap.cli.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

  private static final byte[] TEXT = "text\n".getBytes(StandardCharsets.UTF_8);

  @Test
  void linesAreFlushed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StandardOutput output = new StandardOutput(bytes);
    PrintStream text = output.text();
    text.println("Grüße");
    assertEquals("Grüße\n", bytes.toString(StandardCharsets.UTF_8));
    assertEquals(Optional.empty(), output.failure());
  }

  @Test
  void firstFailureIsRememberedAlthoughAPrintStreamHidesIt() {
    StandardOutput output = new StandardOutput(failing("No space left on device"));
    output.text().println("text");
    assertEquals("No space left on device", output.failure().orElseThrow().getMessage());
    assertThrows(IOException.class, () -> output.write(TEXT));
    assertThrows(IOException.class, () -> output.write('x'));
  }

  @Test
  void readerThatHasSeenEnoughIsNoFailure() throws IOException {
    StandardOutput output = new StandardOutput(failing("Broken pipe"));
    output.write(TEXT);
    output.write(TEXT);
    assertEquals(Optional.empty(), output.failure());
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
