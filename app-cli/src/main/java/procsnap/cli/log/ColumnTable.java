package procsnap.cli.log;

import java.io.PrintStream;
import java.util.Set;
import procsnap.core.trace.Column;
import procsnap.core.trace.ColumnGroup;

/** Prints what each column of a CSV holds. */
public final class ColumnTable {

  private ColumnTable() {}

  /** Prints a line for each column. */
  public static void print(Set<ColumnGroup> groups, PrintStream out) {
    for (Column column : Column.of(groups)) {
      String unit = column.unit().isEmpty() ? "" : ", in units of " + column.unit();
      out.printf("  %-14s %s%s%n", column.label(), column.meaning(), unit);
    }
  }
}
