package procsnap.core.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import procsnap.core.process.ProcessDetail;

/**
 * Columns of a snapshot, in the order in which they are written: the fixed eleven, then those of
 * the requested groups. The tables of docs/format.md are printed from here.
 */
public enum Column {
  TIMESTAMP("timestamp", Type.DATETIME, "", "start of the snapshot, the same in every row"),
  PID("pid", Type.INTEGER, "", "process ID (thread-group ID)"),
  NAME("name", Type.STRING, "", "name of the program"),
  CMDLINE(
      "cmdline",
      Type.STRING,
      "",
      "command line as the privacy settings write it; empty for kernel threads and zombies",
      Optional.empty(),
      Optional.of(ProcessDetail.COMMAND_LINE)),
  VMS_KB("vms_kb", Type.FLOAT, Unit.KIB, "virtual memory size", ProcessDetail.MEMORY),
  RSS_KB("rss_kb", Type.FLOAT, Unit.KIB, "resident memory size", ProcessDetail.MEMORY),
  CREATION_TIME("creation_time", Type.DATETIME, "", "start of the process, with milliseconds"),
  CPU_5S("cpu_5s", Type.FLOAT, Unit.PERCENT, "CPU use over the last 5 s"),
  CPU_2M("cpu_2m", Type.FLOAT, Unit.PERCENT, "CPU use over the last 2 min"),
  CPU_1H("cpu_1h", Type.FLOAT, Unit.PERCENT, "CPU use over the last hour"),
  STATUS("status", Type.STRING, "", "state: running, sleeping, disk-sleep and so on"),
  MONO_NS("mono_ns", Type.INTEGER, "ns", "read time on the monotonic clock", ColumnGroup.MONO_NS),
  PPID("ppid", Type.INTEGER, "", "process ID of the parent", ColumnGroup.PPID),
  UID(
      "uid",
      Type.INTEGER,
      "",
      "numeric real user ID",
      Optional.of(ColumnGroup.UID),
      Optional.of(ProcessDetail.UID)),
  THREADS("threads", Type.INTEGER, "", "number of threads", ColumnGroup.THREADS),
  CPU_MS("cpu_ms", Type.INTEGER, "ms", "user and system CPU time used so far", ColumnGroup.CPU_MS),
  CGROUP(
      "cgroup",
      Type.STRING,
      "",
      "lines of /proc/[pid]/cgroup, joined by ';'",
      Optional.of(ColumnGroup.CGROUP),
      Optional.of(ProcessDetail.CGROUP)),
  READ_BYTES(
      "read_bytes",
      Type.INTEGER,
      "bytes",
      "bytes read from storage",
      Optional.of(ColumnGroup.IO),
      Optional.of(ProcessDetail.IO)),
  WRITE_BYTES(
      "write_bytes",
      Type.INTEGER,
      "bytes",
      "bytes written to storage",
      Optional.of(ColumnGroup.IO),
      Optional.of(ProcessDetail.IO)),
  MISSING(
      "missing",
      Type.STRING,
      "",
      "cells that could not be read, and why: 'cmdline=timeout;io=denied'",
      ColumnGroup.MISSING);

  /** Type of a cell. */
  public enum Type {
    DATETIME("datetime"),
    INTEGER("integer"),
    FLOAT("float"),
    STRING("string");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    /** Name of the type in manifests. */
    public String label() {
      return label;
    }
  }

  /**
   * Units of more than one column, in a class of their own because an enum's static fields are
   * initialized after its constants.
   */
  private static final class Unit {
    static final String KIB = "1024 bytes";
    static final String PERCENT = "percent of one CPU";
  }

  private final String label;
  private final Type type;
  private final String unit;
  private final String meaning;
  private final Optional<ColumnGroup> group;
  private final Optional<ProcessDetail> detail;

  Column(String label, Type type, String unit, String meaning) {
    this(label, type, unit, meaning, Optional.empty(), Optional.empty());
  }

  Column(String label, Type type, String unit, String meaning, ProcessDetail detail) {
    this(label, type, unit, meaning, Optional.empty(), Optional.of(detail));
  }

  Column(String label, Type type, String unit, String meaning, ColumnGroup group) {
    this(label, type, unit, meaning, Optional.of(group), Optional.empty());
  }

  Column(
      String label,
      Type type,
      String unit,
      String meaning,
      Optional<ColumnGroup> group,
      Optional<ProcessDetail> detail) {
    this.label = label;
    this.type = type;
    this.unit = unit;
    this.meaning = meaning;
    this.group = group;
    this.detail = detail;
  }

  /** Columns of a snapshot with these groups, in order. */
  public static List<Column> of(Set<ColumnGroup> groups) {
    List<Column> columns = new ArrayList<>();
    for (Column column : values()) {
      if (column.group.isEmpty() || groups.contains(column.group.get())) {
        columns.add(column);
      }
    }
    return columns;
  }

  /** Name in the header row. */
  public String label() {
    return label;
  }

  public Type type() {
    return type;
  }

  /** Unit of its numbers; empty for text, times and plain numbers. */
  public String unit() {
    return unit;
  }

  /** Meaning of the column, as a phrase. */
  public String meaning() {
    return meaning;
  }

  /** Group that adds the column; absent for the fixed eleven. */
  public Optional<ColumnGroup> group() {
    return group;
  }

  /** Detail of each process that must be read to fill the column, beyond what is always read. */
  public Optional<ProcessDetail> detail() {
    return detail;
  }
}
