package procsnap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import procsnap.core.trace.Column;
import procsnap.core.trace.ColumnGroup;

/** The documentation agrees with itself and with the program. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern CLASS_NAME =
      Pattern.compile("`([A-Z][a-z]+(?:[A-Z][A-Za-z]*)?)(?:\\.\\w+)?`");
  private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `.*");

  /** Words replaced by plainer ones; {@code --redact} has one of them in a list of names. */
  private static final Pattern REPLACED =
      Pattern.compile(
          "(?i)(?<!directory )\\bfolders?\\b|senseless|\\bset aside\\b|\\bleft over\\b|\\bnow and again\\b"
              + "|\\bvouche?s?\\b");

  @Test
  void everyLinkLeadsToAHeading() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult link : matches(LINK, Files.readString(page))) {
        Path target =
            link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
        boolean found =
            Files.exists(target)
                && Optional.ofNullable(link.group(2)).stream().allMatch(headings(target)::contains);
        if (!found) {
          broken.add(page + ": " + link.group());
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void formatPageListsEveryColumn() throws IOException {
    StringBuilder table = new StringBuilder();
    int number = 0;
    for (Column column : Column.values()) {
      number++;
      String first =
          column.group().map(ColumnGroup::label).map(name -> "`" + name + "`").orElse("" + number);
      table.append(
          String.format(
              "| %s | `%s` | %s | %s | %s |%n",
              first, column.label(), column.type().label(), column.unit(), column.meaning()));
    }
    String page = Files.readString(ROOT.resolve("docs/format.md"));
    String rows =
        page.lines()
            .filter(line -> line.matches("\\| [`\\w]+ \\| `\\w+` \\|.*"))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    assertEquals(table.toString(), rows.substring(0, Math.min(rows.length(), table.length())));
  }

  @Test
  void namedClassesExist() throws IOException {
    Set<String> names = classNames();
    List<String> unknown = new ArrayList<>();
    for (String page :
        List.of(
            "ARCHITECTURE",
            "CONTRIBUTING",
            "docs/design",
            "docs/reliability",
            "docs/threat-model")) {
      String text = Files.readString(ROOT.resolve(page + ".md"));
      for (MatchResult name : matches(CLASS_NAME, text)) {
        if (!names.contains(name.group(1))) {
          unknown.add(page + ": " + name.group());
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  /** The part of a log line that the page on operation quotes is a part of some message. */
  @Test
  void quotedLogLinesExist() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/operations.md"));
    String messages = String.join("\n", texts("java")).replaceAll("\"\\s*\\+ \"", "");
    List<String> unknown = new ArrayList<>();
    for (MatchResult row : matches(TABLE_ROW, page)) {
      String firstCell = row.group().split("\\|", -1)[1];
      for (MatchResult quote : matches(CODE, firstCell)) {
        for (String part : quote.group(1).split("\\.\\.\\.", -1)) {
          if (!messages.contains(part.strip())) {
            unknown.add(part);
          }
        }
      }
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void plainWordsAreUsed() throws IOException {
    List<String> found = new ArrayList<>();
    for (String text : texts("md", "java", "sh", "properties", "service", "control")) {
      matches(REPLACED, text).forEach(word -> found.add(context(text, word)));
    }
    assertEquals(List.of(), found);
  }

  /** Classes of all modules and their tests, and those of the JDK that the pages mention. */
  private static Set<String> classNames() throws IOException {
    Set<String> names = new HashSet<>(Set.of("Optional", "System"));
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path sources : modules.map(module -> module.resolve("src")).toList()) {
        if (Files.isDirectory(sources)) {
          try (Stream<Path> all = Files.walk(sources)) {
            all.map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".java"))
                .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
          }
        }
      }
    }
    return names;
  }

  private static String context(String text, MatchResult word) {
    int from = Math.max(0, word.start() - 60);
    return text.substring(from, Math.min(text.length(), word.end() + 20)).replace('\n', ' ');
  }

  /** Anchors of a page's headings, as GitHub makes them. */
  private static List<String> headings(Path page) throws IOException {
    return Files.readString(page)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (Path directory : List.of(ROOT, ROOT.resolve("docs"))) {
      try (Stream<Path> files = Files.list(directory)) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    assertTrue(pages.size() > 10, pages::toString);
    return pages;
  }

  /** What people read of these kinds: the pages, and the main sources of every module. */
  private static List<String> texts(String... extensions) throws IOException {
    List<Path> files = new ArrayList<>(pages());
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path sources : modules.map(module -> module.resolve("src/main")).toList()) {
        if (Files.isDirectory(sources)) {
          try (Stream<Path> all = Files.walk(sources)) {
            all.filter(Files::isRegularFile).forEach(files::add);
          }
        }
      }
    }
    List<String> texts = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (List.of(extensions).contains(name.substring(name.lastIndexOf('.') + 1))) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }
}
