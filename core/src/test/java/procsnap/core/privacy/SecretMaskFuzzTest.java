package procsnap.core.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import procsnap.core.fuzz.Fuzz;

/** Masking takes any words and gives as many; a password in a plain place never stays. */
class SecretMaskFuzzTest {

  private static final String SECRET = "Xq7hunter2Zw";

  @Test
  void anyWordsAreMasked() throws Exception {
    Fuzz.run(SecretMaskFuzzTest.class, SecretMaskFuzzTest::fuzzerTestOneInput);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    List<String> words = List.of(new String(input, ISO_8859_1).split("\0", -1));
    List<String> masked = SecretMask.masked(words);
    assertEquals(words.size(), masked.size());
    List<String> told = SecretMask.masked(List.of(words.get(0), "--password=" + SECRET));
    assertFalse(told.get(1).contains(SECRET), () -> words.get(0));
  }
}
