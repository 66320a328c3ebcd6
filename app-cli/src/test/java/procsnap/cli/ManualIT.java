package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.Setting;
import procsnap.cli.settings.Settings;
import procsnap.testing.Needs;

/** The manual pages and the completions of shells, as the distribution has them. */
class ManualIT {

  private static final Path SHARE = Packaged.LAUNCHER.resolve("../../share").normalize();

  /** What bash would offer for the last word. */
  private static final String BASH =
      """
      compopt() { :; }
      . "$1"; shift
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
      _complete_procsnap "$1" "${COMP_WORDS[$COMP_CWORD]}" "${COMP_WORDS[$COMP_CWORD - 1]}"
      echo "${COMPREPLY[@]}"
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  @Needs("groff")
  void pageOfEachCommandHasItsOptionsAndIsSoundTroff(CommandName command) throws Exception {
    Path page = SHARE.resolve("man/procsnap-" + command.label() + ".1");
    String shown = shown(page);
    for (Setting<?> setting : Settings.of(command)) {
      assertTrue(shown.contains(setting.longOption()), () -> setting.longOption() + " in " + shown);
    }
    assertTrue(shown.contains("procsnap-" + command.label() + " - "), shown);
  }

  @Test
  @Needs("groff")
  void pageOfTheProgramNamesItsCommands() throws Exception {
    String shown = shown(SHARE.resolve("man/procsnap.1"));
    for (CommandName command : CommandName.values()) {
      assertTrue(shown.contains("procsnap-" + command.label() + "(1)"), shown);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "procsnap tr, trace",
    "procsnap trace --int, --interval",
    "procsnap verify --j, --json"
  })
  void bashCompletesCommandsAndOptions(String line, String completed) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", "-c", BASH, "bash"));
    command.add(SHARE.resolve("completions/procsnap.bash").toString());
    command.addAll(List.of(line.split(" ", -1)));
    assertEquals(completed, output(command).strip());
  }

  @ParameterizedTest
  @EnumSource
  @Needs("zsh")
  void zshKnowsTheOptionsOfEachCommand(CommandName command) throws Exception {
    Path script = SHARE.resolve("completions/_procsnap");
    assertEquals("", output(List.of("zsh", "-n", script.toString())));
    // What is handed to _arguments is told.
    String told =
        output(
            List.of(
                "zsh",
                "-c",
                "_arguments() { print -l -- $@ }; words=(procsnap $2 -); CURRENT=3; . $1",
                "zsh",
                script.toString(),
                command.label()));
    for (Setting<?> setting : Settings.of(command)) {
      assertTrue(setting.isPositional() || told.contains(setting.longOption()), told);
    }
  }

  private String shown(Path page) throws Exception {
    assertTrue(Files.exists(page), page::toString);
    return output(List.of("groff", "-ww", "-man", "-Tascii", "-P-c", "-rLL=1000n", page.toString()))
        .replaceAll(".\\x08", "");
  }

  /** What a command says, all of it. */
  private String output(List<String> command) throws Exception {
    Path log = directory.resolve("log");
    assertEquals(0, Packaged.finish(directory, command, log), () -> Packaged.text(log));
    return Packaged.text(log);
  }
}
