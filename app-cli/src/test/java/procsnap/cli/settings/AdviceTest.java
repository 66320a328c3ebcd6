package procsnap.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AdviceTest {

  @Test
  void directoryIsAlwaysNamed() {
    assertEquals(
        "procsnap resume --output procsnap-data",
        Advice.command(CommandName.RESUME, Given.settings(CommandName.TRACE)));
    assertEquals(
        "procsnap trace --output /var/lib/x",
        Advice.command(
            CommandName.TRACE,
            Given.settings(CommandName.STATUS, Map.of("PROCSNAP_OUTPUT", "/var/lib/x"))));
  }

  @Test
  void uploadHasEverythingThatItsStoreNeeds() {
    GivenSettings given =
        Given.settings(
            CommandName.TRACE,
            Map.of("PROCSNAP_NO_CREDENTIALS", "1", "PROCSNAP_KEEP_LOCAL", "no"),
            "--interval=5s",
            "-o",
            "out",
            "--prefix=a/b",
            "--store=s3://b/p",
            "--s3-endpoint=http://h:9000",
            "--s3-path-style",
            "--s3-region=eu",
            "--az-endpoint=http://h");
    assertEquals(
        "procsnap upload --output out --prefix a/b --store s3://b/p --s3-endpoint http://h:9000"
            + " --s3-path-style --s3-region eu --az-endpoint http://h --no-credentials",
        Advice.command(CommandName.UPLOAD, given));
    assertEquals("procsnap resume --output out", Advice.command(CommandName.RESUME, given));
  }

  @Test
  void textIsOneWordForAShell() {
    assertEquals("/a/b.c-d_e", Advice.quoted("/a/b.c-d_e"));
    assertEquals("''", Advice.quoted(""));
    assertEquals("'a b'", Advice.quoted("a b"));
    assertEquals("'$(x) `y` \"z\"'", Advice.quoted("$(x) `y` \"z\""));
    assertEquals("'it'\\''s'", Advice.quoted("it's"));
    assertEquals("'\\u001b'", Advice.quoted("\u001b"));
  }
}
