package procsnap.core.schedule;

/** What a trace does next. */
public sealed interface Step {

  /**
   * Read the CPU time of all processes: some snapshot's window will begin here.
   *
   * @param dueNanos when, monotonic, in ns; in the past when it is late
   */
  record Sample(long dueNanos) implements Step {}

  /**
   * Take a snapshot.
   *
   * @param number counted from 0
   * @param dueNanos when, monotonic, in ns; in the past when it is late
   * @param skipped how many snapshots just before it were never started, because the next was
   *     already due
   */
  record TakeSnapshot(long number, long dueNanos, long skipped) implements Step {}

  /** Nothing is left to do. */
  record End() implements Step {}
}
