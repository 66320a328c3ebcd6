package procsnap.adapters.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static procsnap.core.trace.SnapshotRows.row;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times are written in one zone, truncated and never rounded. */
final class CsvTimeTest {

  private static final int TIMESTAMP = 0;
  private static final int CREATED = 6;

  /** The snapshot starts at 10:15:00.123 UTC. */
  @ParameterizedTest
  @CsvSource({
    "Z, 2026-11-22 10:15:00, 2026-01-31 23:59:59.999",
    "UTC, 2026-11-22 10:15:00, 2026-01-31 23:59:59.999",
    "+02:00, 2026-11-22 12:15:00, 2026-02-01 01:59:59.999",
    "Asia/Kolkata, 2026-11-22 15:45:00, 2026-02-01 05:29:59.999",
    "America/New_York, 2026-11-22 05:15:00, 2026-01-31 18:59:59.999",
  })
  void zoneChangesEveryTime(String zone, String timestamp, String created) {
    var cells =
        CsvTexts.cells(
            CsvTexts.in(zone), row(1).createdAt("2026-01-31T23:59:59.999999999Z").build());

    assertEquals(timestamp, cells.get(TIMESTAMP));
    assertEquals(created, cells.get(CREATED));
  }

  /** On 25 October 2026, 01:00 UTC, clocks in Berlin go back from 03:00 to 02:00. */
  @ParameterizedTest
  @CsvSource({
    "2026-10-25T00:30:00Z, 2026-10-25 02:30:00.000",
    "2026-10-25T01:30:00Z, 2026-10-25 02:30:00.000",
    "2026-10-25T02:30:00Z, 2026-10-25 03:30:00.000",
  })
  void daylightSavingTimeIsThatOfTheZone(String instant, String created) {
    var cells = CsvTexts.cells(CsvTexts.in("Europe/Berlin"), row(1).createdAt(instant).build());

    assertEquals(created, cells.get(CREATED));
  }
}
