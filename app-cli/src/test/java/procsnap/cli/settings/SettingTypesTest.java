package procsnap.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.local.FreeSpace;

class SettingTypesTest {

  @ParameterizedTest
  @CsvSource({
    "500MiB, 524288000, 1",
    "2GiB, 2147483648, 1",
    "64KiB, 65536, 1",
    "7B, 7, 1",
    "0, 0, 1",
    "10%, 9223372036854775807, 0.1",
    "' 0% ', 9223372036854775807, 0",
  })
  void freeSpaceIsASizeOrAShareOfTheDisk(String text, long bytes, double share) {
    assertEquals(new FreeSpace(bytes, share), SettingTypes.freeSpace(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lots", "-1GiB", "100%", "5", "1GB", "0.5GiB", "5 %", "1GiB/s"})
  void whatIsNeitherIsRefusedWithWhatWouldBeRight(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> SettingTypes.freeSpace(text));
    assertEquals(
        "'" + text + "' is no size of free space; write 500MiB, 2GiB or 10%, or 0 for none",
        refusal.getMessage());
  }

  @Test
  void rateIsInBytesASecond() {
    assertEquals(512_000, SettingTypes.rate("500KiB/s"));
    assertThrows(IllegalArgumentException.class, () -> SettingTypes.rate("500KiB"));
  }
}
