package procsnap.adapters.storage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of Retry-After, and what is none. */
class RetryAfterTest {

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "' 7 ', PT7S",
    "'Sun, 06 Nov 1994 08:49:37 GMT', PT37S",
    "'Sun, 06 Nov 1994 08:48:37 GMT', PT0S",
    "-1, PT0S",
    "99999999999999999999, PT0S",
    "soon, PT0S",
    "'', PT0S",
  })
  void itIsSecondsOrADate(String header, Duration wait) {
    Instant now = Instant.parse("1994-11-06T08:49:00Z");
    assertEquals(wait, RetryAfter.parse(Optional.of(header), now));
  }
}
