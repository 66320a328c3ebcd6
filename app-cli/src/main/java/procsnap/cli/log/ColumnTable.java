package procsnap.cli.log;

import java.io.PrintStream;
import java.util.Set;
import procsnap.adapters.format.csv.CsvColumns;
import procsnap.core.trace.ColumnGroup;

/** Prints what is in each column of a CSV, for those whose machine it tells of. */
public final class ColumnTable {

  private ColumnTable() {}

  /** Prints a line for each column, those of the groups after the first eleven. */
  public static void print(Set<ColumnGroup> groups, PrintStream out) {
    for (CsvColumns.Column column : CsvColumns.of(groups)) {
      out.printf("  %-14s %s%n", column.name(), meaning(column.name()));
    }
  }

  private static String meaning(String column) {
    return switch (column) {
      case "timestamp" -> "when the snapshot began, the same in every row";
      case "pid" -> "number of the process";
      case "name" -> "name of the program";
      case "cmdline" -> "its command line, as said above";
      case "vms_kb" -> "address space that it has reserved, in units of 1024 bytes";
      case "rss_kb" -> "memory that it holds, in units of 1024 bytes";
      case "creation_time" -> "when it was started";
      case "cpu_5s" -> "its use of one CPU over the last 5 s, in percent; empty: unknown";
      case "cpu_2m" -> "over the last 2 min";
      case "cpu_1h" -> "over the last hour";
      case "status" -> "what it was doing: running, sleeping and so on";
      case "mono_ns" -> "when it was read, in ns since some time before";
      case "ppid" -> "number of the process that started it";
      case "uid" -> "number of the user whose it is";
      case "threads" -> "how many threads it has";
      case "cpu_ms" -> "CPU time that it has used so far, in ms";
      case "cgroup" -> "the control groups it is in: its service, session or container";
      case "read_bytes" -> "bytes that it has read from disks";
      case "write_bytes" -> "bytes that it has written to disks";
      case "missing" -> "which of its cells could not be read, and why";
      default -> throw new IllegalArgumentException("column " + column);
    };
  }
}
