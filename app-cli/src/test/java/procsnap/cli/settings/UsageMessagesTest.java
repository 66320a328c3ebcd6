package procsnap.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users read who made a mistake, word for word. */
class UsageMessagesTest {

  @ParameterizedTest
  @CsvSource({
    "interval, x, 'invalid duration ''x'': use 300, 300s, 2m, 1h or 1d'",
    "snapshots, x, 'invalid count ''x'': use a whole number, 1 or more'",
    "anonymous, x, 'invalid switch ''x'': use true or false'",
    "zone, Mars, 'unknown time zone ''Mars'': use UTC, Europe/Berlin or +02:00'",
    "compress, x, 'unknown compression ''x'': use gzip or none'",
    "source, x, 'unknown source ''x'': use procfs, oshi or auto'",
    "machine-id, a/b, 'invalid directory name ''a/b'': use letters, digits and . _ = -, at most 100 characters'",
    "min-free, x, 'invalid free space ''x'': use 500MiB, 2GiB, 10%, or 0 for none'",
    "upload-limit, x, 'invalid rate ''x'': use 500KiB/s or 1MiB/s'",
    "retain-size, x, 'invalid size ''x'': use 500MiB or 5GiB'",
    "store, foo://x, 'unknown store ''foo://x'': expected gs://, s3://, az://, https:// or file:///'",
    "store, gs://, 'invalid URI ''gs://'''",
    "store, file://x, 'incomplete store ''file://x'': use gs://BUCKET/PREFIX, s3://BUCKET/PREFIX, az://ACCOUNT/CONTAINER/PREFIX, https://COLLECTOR/PATH or file:///DIR'",
    "s3-endpoint, x, 'invalid URL ''x'': use https://HOST:PORT'",
    "s3-endpoint, http://a_b:1, 'invalid URL ''http://a_b:1'': a host name has no underscore; use its IP address'",
    "anonymous-key, /dev/null, 'cannot use ''/dev/null'': /dev/null: not a regular file'",
  })
  void invalidValueIsNamedWithWhatToUse(String name, String text, String message) {
    List<String> arguments = new ArrayList<>(List.of("--output=out", "--" + name + "=" + text));
    if (!name.equals("store")) {
      arguments.add("--store=s3://bucket");
    }
    GivenSettings given = Given.settings(CommandName.TRACE, arguments.toArray(String[]::new));
    given.prefix();
    new RecordingSettingsParser(given).trace();
    new UploadSettingsParser(given).ifAny();
    List<String> lines =
        given.errors().lines().stream().filter(line -> line.startsWith("--" + name)).toList();
    assertEquals("--" + name + ": " + message, lines.isEmpty() ? "" : lines.get(0));
  }

  @Test
  void pathThatIsNoneIsNamed() {
    GivenSettings given = Given.settings(CommandName.TRACE, "--output=a\0b");
    new RecordingSettingsParser(given).trace();
    assertTrue(given.errors().lines().get(0).startsWith("--output: invalid path '"));
  }

  @Test
  void outputThatCannotBePrintedSaysWhy() {
    assertEquals(
        "procsnap: cannot write to standard output: full",
        UsageMessages.cannotPrint(new IOException("full")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "a, '', 1",
    "'', abc, 3",
    "kitten, sitting, 3",
    "anonymous, anonymus, 1",
    "flaw, lawn, 2",
    "same, same, 0",
  })
  void distanceIsTheFewestLettersToChange(String from, String to, int distance) {
    assertEquals(distance, EditDistance.of(from, to));
    assertEquals(distance, EditDistance.of(to, from));
  }
}
