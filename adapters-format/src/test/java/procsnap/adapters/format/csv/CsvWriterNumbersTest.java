package procsnap.adapters.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static procsnap.core.trace.SnapshotRows.row;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Format of sizes and percentages. */
@Isolated("it sets the default locale")
final class CsvWriterNumbersTest {

  private static final int VMS = 4;
  private static final int RSS = 5;
  private static final int CPU_5S = 7;

  @ParameterizedTest
  @CsvSource({
    "0, 0.0",
    // 51 / 1024 is 0.0498, 52 / 1024 is 0.0507.
    "51, 0.0",
    "52, 0.1",
    // A quarter and three quarters are the halves between tenths.
    "255, 0.2",
    "256, 0.3",
    "768, 0.8",
    "1023, 1.0",
    "1024, 1.0",
    "1536, 1.5",
    "4096, 4.0",
    // 2^20 - 1 KB and three quarters, and nearly 2^20 KB.
    "1073741568, 1048575.8",
    "1073741823, 1048576.0",
    // A whole address space of 47 bits, and the largest long: 2^63 / 2^10 = 2^53.
    "140737488355328, 137438953472.0",
    "9223372036854775807, 9007199254740992.0",
  })
  void sizesHaveOneDecimalRoundedHalfUpAndNoExponent(long bytes, String kib) {
    List<String> cells =
        CsvTexts.cells(CsvTexts.NO_HEADER, row(1).virtualBytes(bytes).residentBytes(bytes).build());

    assertEquals(kib, cells.get(VMS));
    assertEquals(kib, cells.get(RSS));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00",
    "0.004, 0.00",
    "0.005, 0.01",
    "0.1, 0.10",
    // Exact in binary, so that the half is a half.
    "0.125, 0.13",
    "9.996, 10.00",
    "33.333333, 33.33",
    "99.994, 99.99",
    "99.996, 100.00",
    "200, 200.00",
    "25600, 25600.00",
    "1e12, 1000000000000.00",
  })
  void percentagesHaveTwoDecimalsRoundedHalfUpAndNoExponent(double percent, String text) {
    List<String> cells =
        CsvTexts.cells(CsvTexts.NO_HEADER, row(1).cpu(percent, percent, percent).build());

    assertEquals(List.of(text, text, text), cells.subList(CPU_5S, CPU_5S + 3));
  }

  @Test
  void decimalPointDoesNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      String line =
          CsvTexts.line(
              CsvTexts.NO_HEADER,
              row(1234567).virtualBytes(1536).cpu(1.5, 1.5, 1.5).commandLine("").build());

      assertEquals(
          "2026-11-22 10:15:00,1234567,process,,1.5,,1970-01-01 00:00:00.000,1.50,1.50,1.50"
              + ",sleeping",
          line);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void unknownIsAnEmptyCellAndNeverZero() {
    String line = CsvTexts.line(CsvTexts.ALL_COLUMNS, row(1).build());

    // The row follows the header.
    String cells = line.substring(line.indexOf('\n') + 1);
    assertEquals(
        "2026-11-22 10:15:00,1,process,,,,1970-01-01 00:00:00.000,,,,sleeping,0,0,,1,0,,,,", cells);
    assertFalse(cells.contains("null"));
  }
}
