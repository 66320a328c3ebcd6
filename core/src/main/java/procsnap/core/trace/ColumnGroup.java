package procsnap.core.trace;

import java.util.List;
import java.util.Optional;
import procsnap.core.process.ProcessDetail;

/** Columns that can be asked for beyond the first eleven; they follow them in this order. */
public enum ColumnGroup {
  MONO_NS("mono_ns", Optional.empty(), "mono_ns"),
  PPID("ppid", Optional.empty(), "ppid"),
  UID("uid", Optional.of(ProcessDetail.UID), "uid"),
  THREADS("threads", Optional.empty(), "threads"),
  CPU_MS("cpu_ms", Optional.empty(), "cpu_ms"),
  CGROUP("cgroup", Optional.of(ProcessDetail.CGROUP), "cgroup"),
  IO("io", Optional.of(ProcessDetail.IO), "read_bytes", "write_bytes"),
  MISSING("missing", Optional.empty(), "missing");

  private final String label;
  private final Optional<ProcessDetail> detail;

  @SuppressWarnings("ImmutableEnumChecker") // it comes from List.of
  private final List<String> columns;

  ColumnGroup(String label, Optional<ProcessDetail> detail, String... columns) {
    this.label = label;
    this.detail = detail;
    this.columns = List.of(columns);
  }

  /** The name by which it is asked for. */
  public String label() {
    return label;
  }

  /** What must be read of each process to fill it, if it needs a read of its own. */
  public Optional<ProcessDetail> detail() {
    return detail;
  }

  /** Names of its columns. */
  public List<String> columns() {
    return columns;
  }
}
