package procsnap.cli.log;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints settings as a table for people, or as JSON, one object a line. */
public final class ConfigOutput {

  private record Row(String name, String value, String source) {}

  private final List<Row> rows = new ArrayList<>();

  /**
   * Adds a setting.
   *
   * @param name name in a settings file
   * @param value effective value, in words
   * @param source where it was given
   */
  public void add(String name, String value, String source) {
    rows.add(new Row(name, value, source));
  }

  public void printJson(PrintStream out) {
    for (Row row : rows) {
      JsonObject line = new JsonObject();
      line.addProperty("setting", row.name());
      line.addProperty("value", row.value());
      line.addProperty("source", row.source());
      out.println(JsonLine.of(line));
    }
  }

  public void printTable(PrintStream out) {
    List<Row> table = new ArrayList<>(List.of(new Row("setting", "value", "source")));
    for (Row row : rows) {
      table.add(new Row(row.name(), Printable.of(row.value()), Printable.of(row.source())));
    }
    int name = table.stream().mapToInt(row -> row.name().length()).max().orElse(1);
    int value = table.stream().mapToInt(row -> row.value().length()).max().orElse(1);
    for (Row row : table) {
      out.printf("%-" + name + "s  %-" + value + "s  %s%n", row.name(), row.value(), row.source());
    }
  }
}
