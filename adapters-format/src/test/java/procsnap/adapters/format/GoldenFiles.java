package procsnap.adapters.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Golden files of format 1, which must never change by a byte. */
public final class GoldenFiles {

  private GoldenFiles() {}

  public static void assertGolden(String name, byte[] written) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(GoldenFiles.class.getResourceAsStream("/golden/" + name), name)) {
      byte[] golden = in.readAllBytes();
      // Compares as text first, for a readable difference.
      assertEquals(
          new String(golden, StandardCharsets.UTF_8), new String(written, StandardCharsets.UTF_8));
      assertArrayEquals(golden, written);
    }
  }
}
