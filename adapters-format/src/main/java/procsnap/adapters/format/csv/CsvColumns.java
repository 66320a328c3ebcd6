package procsnap.adapters.format.csv;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import procsnap.core.trace.ColumnGroup;

/** The columns of a snapshot's CSV: the fixed eleven, and the groups that were asked for. */
public final class CsvColumns {

  /**
   * One column.
   *
   * @param name its name in the header row
   * @param type datetime, integer, float or string
   * @param unit what its numbers count; empty for text
   */
  public record Column(String name, String type, String unit) {}

  private static final List<Column> ALWAYS =
      List.of(
          new Column("timestamp", "datetime", ""),
          new Column("pid", "integer", ""),
          new Column("name", "string", ""),
          new Column("cmdline", "string", ""),
          new Column("vms_kb", "float", "1024 bytes"),
          new Column("rss_kb", "float", "1024 bytes"),
          new Column("creation_time", "datetime", ""),
          new Column("cpu_5s", "float", "percent of one CPU"),
          new Column("cpu_2m", "float", "percent of one CPU"),
          new Column("cpu_1h", "float", "percent of one CPU"),
          new Column("status", "string", ""));

  private CsvColumns() {}

  public static List<Column> of(Set<ColumnGroup> groups) {
    List<Column> columns = new ArrayList<>(ALWAYS);
    if (!groups.isEmpty()) {
      EnumSet.copyOf(groups).forEach(group -> columns.addAll(of(group)));
    }
    return columns;
  }

  private static List<Column> of(ColumnGroup group) {
    return switch (group) {
      case MONO_NS -> columns(group, "integer", "ns");
      case PPID, UID, THREADS -> columns(group, "integer", "");
      case CPU_MS -> columns(group, "integer", "ms");
      case IO -> columns(group, "integer", "bytes");
      case CGROUP, MISSING -> columns(group, "string", "");
    };
  }

  private static List<Column> columns(ColumnGroup group, String type, String unit) {
    return group.columns().stream().map(name -> new Column(name, type, unit)).toList();
  }
}
