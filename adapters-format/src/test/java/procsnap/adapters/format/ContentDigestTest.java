package procsnap.adapters.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import procsnap.core.archive.FileSums;

/** Hashes compared with the test vectors of their standards. */
final class ContentDigestTest {

  /** Check value of CRC-32C, also known as CRC-32/ISCSI, in catalogs of CRCs. */
  @Test
  void crc32cIsTheCastagnoliSum() throws IOException {
    assertEquals("e3069283", digest("123456789").sums().crc32c());
  }

  /** FIPS 180-2, appendix B.1. */
  @Test
  void sha256MatchesTheStandard() throws IOException {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        digest("abc").sums().sha256());
  }

  @Test
  void emptyContentHasTheSumsOfZeroBytes() throws IOException {
    FileSums nothing = digest("").sums();

    assertEquals(0, nothing.bytes());
    assertEquals("00000000", nothing.crc32c());
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", nothing.sha256());
  }

  @Test
  void singleBytesAreHashedLikeBlocks() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ContentDigest digest = new ContentDigest(bytes);
    for (char c : "123456789".toCharArray()) {
      digest.write(c);
    }

    assertEquals("123456789", bytes.toString(StandardCharsets.UTF_8));
    assertEquals(9, digest.bytes());
    assertEquals("e3069283", digest.sums().crc32c());
  }

  private static ContentDigest digest(String text) throws IOException {
    ContentDigest digest = new ContentDigest(OutputStream.nullOutputStream());
    digest.write(text.getBytes(StandardCharsets.UTF_8));
    return digest;
  }
}
