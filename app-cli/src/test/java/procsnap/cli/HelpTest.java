package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.CommandName;

/**
 * The help of the program and of every command, held against src/test/resources/help. Renew the
 * files with -Dprocsnap.help.renew=true, and read the difference.
 */
@ResourceLock(Resources.SYSTEM_ERR)
class HelpTest {

  private static final Path GOLDEN = Path.of("src/test/resources/help");

  @Test
  void programAlonePrintsItsHelp() throws IOException {
    InProcess alone = InProcess.run();
    assertEquals(ExitCode.OK, alone.exitCode());
    assertEquals("", alone.err());
    assertGolden("procsnap", alone.out());
    assertEquals(alone, InProcess.run("--help"));
    assertEquals(alone, InProcess.run("-h"));
  }

  @ParameterizedTest
  @EnumSource
  void commandPrintsItsHelp(CommandName command) throws IOException {
    InProcess help = InProcess.run(command.label(), "--help");
    assertEquals(ExitCode.OK, help.exitCode());
    assertEquals("", help.err());
    assertGolden(command.label(), help.out());
    assertEquals(help, InProcess.run(command.label(), "-h", "--no-such-option"));
  }

  @Test
  void helpFitsATerminalAndNamesTheExitCodes() {
    for (CommandName command : CommandName.values()) {
      String help = InProcess.run(command.label(), "--help").out();
      assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
      for (ExitCode code : ExitCode.values()) {
        assertTrue(help.contains("\n  " + code.code() + "   "), help);
      }
    }
  }

  private static void assertGolden(String name, String help) throws IOException {
    Path file = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("procsnap.help.renew")) {
      Files.writeString(file, help);
    }
    assertEquals(Files.readString(file), help);
  }
}
