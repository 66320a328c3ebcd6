package procsnap.cli.log;

import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints settings as a table for people, or as JSON, an object a line. */
public final class ConfigOutput {

  private record Row(String name, String value, String from) {}

  private final List<Row> rows = new ArrayList<>();

  /**
   * Adds a setting.
   *
   * @param name as in a file of settings
   * @param value what it is, in words
   * @param from where it was given
   */
  public void add(String name, String value, String from) {
    rows.add(new Row(name, value, from));
  }

  public void printJson(PrintStream out) {
    for (Row row : rows) {
      JsonObject line = new JsonObject();
      line.addProperty("setting", row.name());
      line.addProperty("value", row.value());
      line.addProperty("from", row.from());
      out.println(line);
    }
  }

  public void printTable(PrintStream out) {
    List<Row> table = new ArrayList<>(List.of(new Row("setting", "value", "from")));
    for (Row row : rows) {
      table.add(new Row(row.name(), Printable.of(row.value()), Printable.of(row.from())));
    }
    int name = table.stream().mapToInt(row -> row.name().length()).max().orElse(1);
    int value = table.stream().mapToInt(row -> row.value().length()).max().orElse(1);
    for (Row row : table) {
      out.printf("%-" + name + "s  %-" + value + "s  %s%n", row.name(), row.value(), row.from());
    }
  }
}
