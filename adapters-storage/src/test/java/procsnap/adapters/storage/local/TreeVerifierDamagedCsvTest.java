package procsnap.adapters.storage.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.adapters.format.csv.CsvTexts;

/** Finds damage and truncation at every position of a CSV. */
final class TreeVerifierDamagedCsvTest {

  private static final long SEED = 20261123;

  @TempDir private Path directory;

  /** Random changes of single bytes, in plain and compressed CSV files. */
  @ParameterizedTest
  @CsvSource({"PLAIN,250", "GZIP,250"})
  void everyChangedByteOfACsvIsFound(String form, int flips) throws Exception {
    SixSnapshots tree =
        SixSnapshots.recorded(directory, form.equals("GZIP") ? CsvTexts.GZIP : CsvTexts.PLAIN);
    Path csv = tree.snapshot(2, form.equals("GZIP") ? ".csv.gz" : ".csv");
    byte[] bytes = Files.readAllBytes(csv);
    Random random = new Random(SEED);
    for (int i = 0; i < flips; i++) {
      byte[] changed = bytes.clone();
      int at = random.nextInt(bytes.length);
      changed[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(csv, changed);
      String what = "seed " + SEED + ", byte " + at + " as " + changed[at];
      assertEquals(1, VerifiedTree.of(tree.trace()).total().damaged(), what);
    }
  }

  @ParameterizedTest
  @CsvSource({"PLAIN", "GZIP"})
  void everyTruncationOfACsvIsFound(String form) throws Exception {
    SixSnapshots tree =
        SixSnapshots.recorded(directory, form.equals("GZIP") ? CsvTexts.GZIP : CsvTexts.PLAIN);
    Path csv = tree.snapshot(2, form.equals("GZIP") ? ".csv.gz" : ".csv");
    byte[] bytes = Files.readAllBytes(csv);
    for (int length = 0; length < bytes.length; length += 7) {
      Files.write(csv, Arrays.copyOf(bytes, length));
      assertEquals(1, VerifiedTree.of(tree.trace()).total().damaged(), "cut at " + length);
    }
  }
}
