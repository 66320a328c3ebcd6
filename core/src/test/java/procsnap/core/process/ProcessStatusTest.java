package procsnap.core.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** State letters and their words. */
class ProcessStatusTest {

  @ParameterizedTest
  @CsvSource({
    "R, running",
    "S, sleeping",
    "D, disk-sleep",
    "T, stopped",
    "t, tracing-stop",
    "Z, zombie",
    "X, dead",
    "x, dead",
    "I, idle",
    "P, parked",
    "W, waking",
    "K, wake-kill",
    "?, unknown",
    "r, unknown",
  })
  void letterMapsToItsWord(char letter, String word) {
    assertEquals(word, ProcessStatus.ofLetter(letter).label());
  }
}
