package procsnap.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import procsnap.cli.log.Log;
import procsnap.cli.log.LogMessages;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.StopOnSignal;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.GivenSettings;
import procsnap.cli.settings.RawSettings;
import procsnap.cli.settings.SettingErrors;
import procsnap.cli.settings.Settings;
import procsnap.cli.settings.UsageMessages;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;

/** The message and the exit code of each kind of failure. */
@ResourceLock(Resources.SYSTEM_ERR)
class CommandsTest {

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
  private final PrintStream before = System.err;

  @BeforeEach
  void captureTheLog() {
    System.setErr(err);
  }

  @AfterEach
  void releaseTheLog() {
    System.setErr(before);
  }

  @Test
  void failureOfAPortIsItsMessage() {
    assertFails(
        "the store is full",
        invocation -> {
          throw new StoreException("the store is full", new IOException());
        });
    assertFails(
        "no /proc",
        invocation -> {
          throw new ProcessTableException("no /proc", new IOException());
        });
    assertFails(
        "no bucket",
        invocation -> {
          throw new ObjectStoreException(
              ObjectStoreException.Kind.PERMANENT, "no bucket", new IOException());
        });
  }

  @Test
  void failureOfAFileNamesIt() {
    assertFails(
        "/x does not exist",
        invocation -> {
          throw new NoSuchFileException("/x");
        });
  }

  @Test
  void messageFromOutsideIsMadePrintable() {
    assertFails(
        "\\u001b[2J",
        invocation -> {
          throw new IOException("\u001b[2J");
        });
  }

  @Test
  void settingErrorsAreReportedTogether() {
    ExitCode code =
        run(
            invocation -> {
              invocation.settings().errors().add("--a", "is wrong");
              invocation.settings().errors().add("", "--b is required");
              invocation.settings().requireValid();
              return ExitCode.OK;
            });
    assertEquals(ExitCode.USAGE, code);
    assertEquals(
        List.of(
            UsageMessages.HEAD,
            "  --a: is wrong",
            "  --b is required",
            "Try 'procsnap status --help'."),
        told.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void bugIsOneLineAndTheWayToReportIt() {
    Command overflow =
        invocation -> {
          throw new StackOverflowError("too deep");
        };
    assertEquals(ExitCode.FAILED, run(overflow));
    assertEquals(
        List.of(
            LogMessages.INTERNAL_ERROR + "java.lang.StackOverflowError: too deep",
            LogMessages.PLEASE_REPORT),
        told.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void bugHasItsStackTraceWithVerbose() {
    ExitCode code =
        run(
            invocation -> {
              throw new IllegalStateException("what now");
            },
            "-v");
    assertEquals(ExitCode.FAILED, code);
    String text = told.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains(LogMessages.INTERNAL_ERROR + "java.lang.Ill"), text);
    assertTrue(text.contains("\tat " + CommandsTest.class.getName()), text);
  }

  private void assertFails(String message, Command command) {
    told.reset();
    assertEquals(ExitCode.FAILED, run(command));
    String text = told.toString(StandardCharsets.UTF_8);
    assertTrue(text.endsWith(" ERROR " + message + System.lineSeparator()), text);
  }

  private ExitCode run(Command command, String... arguments) {
    SettingErrors errors = new SettingErrors();
    GivenSettings given =
        new GivenSettings(
            RawSettings.of(Settings.of(CommandName.STATUS), List.of(arguments), Map.of(), errors),
            errors);
    return Commands.run(
        command,
        new Invocation(
            CommandName.STATUS,
            given,
            Map.of(),
            new StopOnSignal(),
            new Log(Log.Level.INFO, ZoneOffset.UTC, Map.of()),
            OutputStream.nullOutputStream(),
            err,
            err));
  }
}
