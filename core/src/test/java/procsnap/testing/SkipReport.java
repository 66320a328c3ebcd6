package procsnap.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Counts the tests that a build ran, and those that it skipped, by reason. */
public final class SkipReport {

  private static final PathMatcher REPORTS =
      FileSystems.getDefault().getPathMatcher("glob:*/target/*-reports/TEST-*.xml");

  private static final int DEPTH = 4;

  private final Map<String, Integer> skips = new TreeMap<>();
  private int tests;

  private SkipReport() {}

  /**
   * Prints the counts.
   *
   * @param arguments the directory of the modules, and when the build began
   */
  public static void main(String[] arguments) throws IOException, XMLStreamException {
    System.out.print(of(Path.of(arguments[0]), Instant.parse(arguments[1])));
  }

  /** Counts in the reports of all modules, but for those of an earlier build. */
  static SkipReport of(Path root, Instant begin) throws IOException, XMLStreamException {
    SkipReport report = new SkipReport();
    for (Path file : reports(root, begin)) {
      report.add(file);
    }
    return report;
  }

  private static List<Path> reports(Path root, Instant begin) throws IOException {
    try (Stream<Path> files =
        Files.find(
            root,
            DEPTH,
            (file, attributes) ->
                REPORTS.matches(root.relativize(file))
                    && !attributes.lastModifiedTime().toInstant().isBefore(begin))) {
      return files.toList();
    }
  }

  private void add(Path file) throws IOException, XMLStreamException {
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "testcase" -> tests++;
            case "skipped" ->
                skips.merge(
                    String.valueOf(xml.getAttributeValue(null, "message")), 1, Integer::sum);
            default -> {}
          }
        }
      }
    }
  }

  @Override
  public String toString() {
    int skipped = skips.values().stream().mapToInt(Integer::intValue).sum();
    int ran = tests - skipped;
    StringBuilder lines = new StringBuilder();
    lines.append(ran).append(ran == 1 ? " test ran, " : " tests ran, ");
    lines.append(
        switch (skipped) {
          case 0 -> "none was skipped";
          case 1 -> "1 was skipped:";
          default -> skipped + " were skipped:";
        });
    lines.append('\n');
    skips.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .forEach(skip -> lines.append(String.format("%5d  %s\n", skip.getValue(), skip.getKey())));
    return lines.toString();
  }
}
