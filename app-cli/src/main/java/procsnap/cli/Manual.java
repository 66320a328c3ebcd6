package procsnap.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import procsnap.cli.running.ExitCode;
import procsnap.cli.running.Version;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.Setting;
import procsnap.cli.settings.Settings;

/**
 * Writes the manual pages and shell completions from the commands and their settings, when procsnap
 * is packaged; see man(7) and zshcompsys(1).
 */
public final class Manual {

  private static final String PROGRAM = "procsnap";

  private static final String FILES =
      """
      .SH FILES
      .TP
      .I /etc/procsnap/procsnap.properties
      .TQ
      .I ~/.config/procsnap/procsnap.properties
      Settings, one a line: the name of an option without its dashes, an equals sign, the value. The command line
      wins, then the environment, then your own file, then the system's.
      """;

  private static final String ENVIRONMENT =
      """
      .SH ENVIRONMENT
      Each option can be set by a variable:
      .B PROCSNAP_MACHINE_ID
      for
      .BR \\-\\-machine\\-id .
      """;

  private Manual() {}

  /**
   * Writes {@code man/*.1}, {@code completions/procsnap.bash} and {@code completions/_procsnap}.
   *
   * @param arguments the directory to write into
   */
  public static void main(String[] arguments) throws IOException {
    Path man = Files.createDirectories(Path.of(arguments[0], "man"));
    Path completions = Files.createDirectories(Path.of(arguments[0], "completions"));
    write(man.resolve(PROGRAM + ".1"), program());
    for (CommandName command : CommandName.values()) {
      write(man.resolve(PROGRAM + "-" + command.label() + ".1"), page(command));
    }
    write(completions.resolve(PROGRAM + ".bash"), Help.bashCompletion());
    write(completions.resolve("_" + PROGRAM), zshCompletion());
  }

  private static void write(Path file, String text) throws IOException {
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String program() {
    StringBuilder page = new StringBuilder(head(PROGRAM, Help.SUMMARY));
    page.append(".SH SYNOPSIS\n.B procsnap\n.I COMMAND\n[\\fIOPTION\\fR]...\n");
    page.append(".SH DESCRIPTION\n").append(text(Help.SUMMARY)).append(".SH COMMANDS\n");
    List<String> also = new ArrayList<>();
    for (CommandName command : CommandName.values()) {
      page.append(".TP\n.B ").append(escaped(command.label())).append('\n');
      page.append(text(command.description()));
      also.add(PROGRAM + "-" + command.label());
    }
    page.append(options(Settings.OF_PROGRAM)).append(ENVIRONMENT).append(FILES);
    return page.append(exitStatus()).append(seeAlso(also)).toString();
  }

  private static String page(CommandName command) {
    String name = PROGRAM + "-" + command.label();
    StringBuilder page = new StringBuilder(head(name, firstSentence(command.description())));
    page.append(".SH SYNOPSIS\n.B procsnap ").append(escaped(command.label()));
    page.append("\n[\\fIOPTION\\fR]...");
    Settings.of(command).stream()
        .filter(Setting::isPositional)
        .forEach(setting -> page.append(" [\\fI").append(setting.valueLabel()).append("\\fR]"));
    page.append("\n.SH DESCRIPTION\n").append(text(command.description()));
    page.append(options(Settings.of(command)));
    page.append(".SH EXAMPLES\n").append(examples(command.footer()));
    page.append(ENVIRONMENT).append(FILES);
    return page.append(exitStatus()).append(seeAlso(List.of(PROGRAM))).toString();
  }

  private static String head(String name, String what) {
    String title = name.toUpperCase(Locale.ROOT);
    return ".TH %s 1 \"\" \"procsnap %s\" \"procsnap manual\"\n.SH NAME\n%s \\- %s\n"
        .formatted(escaped(title), Version.text(), escaped(name), escaped(what));
  }

  private static String options(List<Setting<?>> settings) {
    StringBuilder section = new StringBuilder(".SH OPTIONS\n");
    for (Setting<?> setting : settings) {
      section.append(".TP\n");
      if (!setting.shortOption().isEmpty()) {
        section.append("\\fB").append(escaped(setting.shortOption())).append("\\fR, ");
      }
      if (setting.isPositional()) {
        section.append("\\fI").append(setting.valueLabel()).append("\\fR");
      } else {
        section.append("\\fB").append(escaped(setting.longOption())).append("\\fR");
        section.append(setting.isFlag() ? "" : "=\\fI" + setting.valueLabel() + "\\fR");
      }
      section.append('\n').append(text(setting.description()));
    }
    return section.toString();
  }

  private static String exitStatus() {
    StringBuilder section = new StringBuilder(".SH EXIT STATUS\n");
    for (ExitCode code : ExitCode.values()) {
      section.append(".TP\n.B ").append(code.code()).append('\n').append(text(code.meaning()));
    }
    return section.toString();
  }

  private static String seeAlso(List<String> pages) {
    StringBuilder section = new StringBuilder(".SH SEE ALSO\n");
    for (String page : pages) {
      boolean last = page.equals(pages.get(pages.size() - 1));
      section.append(".BR ").append(escaped(page)).append(last ? " (1)\n" : " (1),\n");
    }
    return section.toString();
  }

  /** Indented lines stay as they are, the others are filled. */
  private static String examples(String footer) {
    StringBuilder section = new StringBuilder();
    for (String line : footer.split("\n", -1)) {
      if (line.startsWith(" ")) {
        section.append(".PP\n.nf\n.RS 4\n").append(text(line.strip())).append(".RE\n.fi\n");
      } else if (!line.isEmpty() && !line.equals("Examples:")) {
        section.append(".PP\n").append(text(line));
      }
    }
    return section.toString();
  }

  private static String firstSentence(String description) {
    String line = description.replace('\n', ' ');
    return line.substring(0, line.indexOf('.'));
  }

  private static String text(String text) {
    return escaped(text.strip()) + "\n";
  }

  /** The text with everything escaped that troff would read as a request. */
  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
  }

  private static String zshCompletion() {
    StringBuilder script = new StringBuilder("#compdef procsnap\n\nlocal -a subcommands=(\n");
    for (CommandName command : CommandName.values()) {
      script
          .append("  ")
          .append(quoted(command.label() + ":" + firstSentence(command.description())));
      script.append('\n');
    }
    script.append(
        ")\n\nif (( CURRENT == 2 )); then\n  _describe command subcommands\n  return\nfi\n\n");
    script.append("case $words[2] in\n");
    for (CommandName command : CommandName.values()) {
      script.append("  ").append(command.label()).append(")\n    shift words; (( CURRENT-- ))\n");
      script.append("    _arguments");
      for (Setting<?> setting : Settings.of(command)) {
        script.append(" \\\n      ").append(quoted(zshOption(setting)));
      }
      script.append("\n    ;;\n");
    }
    return script.append("esac\n").toString();
  }

  private static String zshOption(Setting<?> setting) {
    String value = setting.valueLabel().replace(":", "\\:");
    String complete = value + ":" + zshValues(setting);
    if (setting.isPositional()) {
      return "1:" + complete;
    }
    String what = firstSentence(setting.description() + ".").replaceAll("([\\[\\]:])", "\\\\$1");
    String names = setting.longOption() + (setting.isFlag() ? "" : "=") + "[" + what + "]";
    return names + (setting.isFlag() ? "" : ":" + complete);
  }

  private static String zshValues(Setting<?> setting) {
    return switch (setting.valueLabel()) {
      case "FILE" -> "_files";
      case "DIR", "PATH", "LOCATION" -> "_files -/";
      default -> " ";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
