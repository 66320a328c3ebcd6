package procsnap.adapters.storage.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.core.archive.FileSums;
import procsnap.core.port.BytesContent;

/** Bytes and checksums of a file to upload. */
final class FileContentTest {

  @TempDir private Path directory;

  @Test
  void checksumsCoverAllBytes() throws Exception {
    for (int size : new int[] {0, 1, 64 * 1024, 200_000}) {
      BytesContent expected = BytesContent.random(size, size);
      FileContent content = new FileContent(write(expected));

      assertEquals(size, content.bytes());
      assertEquals(expected.crc32c(), content.crc32c());
      assertArrayEquals(expected.md5(), content.md5());
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(expected.content());
      assertEquals(HexFormat.of().formatHex(sha256), content.sha256());
      try (InputStream in = content.open()) {
        assertArrayEquals(expected.content(), in.readAllBytes());
      }
    }
  }

  @Test
  void onlySumsThatAreAllEqualMatch() throws IOException {
    BytesContent bytes = BytesContent.random(1_000, 1);
    FileContent content = new FileContent(write(bytes));
    String crc32c = HexFormat.of().toHexDigits(bytes.crc32c());
    String other = HexFormat.of().toHexDigits(bytes.crc32c() ^ 1);
    String sha256 = content.sha256();

    assertTrue(content.matches(new FileSums(1_000, sha256, crc32c)));
    assertFalse(content.matches(new FileSums(1_001, sha256, crc32c)));
    assertFalse(content.matches(new FileSums(1_000, sha256, other)));
    assertFalse(content.matches(new FileSums(1_000, "0" + sha256.substring(1), crc32c)));
  }

  @Test
  void linkIsNotFollowed() throws IOException {
    Path link =
        Files.createSymbolicLink(directory.resolve("link"), write(BytesContent.of("theirs")));

    assertThrows(IOException.class, () -> new FileContent(link));
  }

  private Path write(BytesContent content) throws IOException {
    return Files.write(directory.resolve("file"), content.content());
  }
}
