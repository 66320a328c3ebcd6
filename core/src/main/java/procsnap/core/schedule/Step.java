package procsnap.core.schedule;

/** Next step of a trace. */
public sealed interface Step {

  /**
   * Reads the CPU time of all processes: the window of a later snapshot starts here.
   *
   * @param dueNanos monotonic time at which the step is due, in ns; in the past if it is late
   */
  record Sample(long dueNanos) implements Step {}

  /**
   * Takes a snapshot.
   *
   * @param number number of the snapshot, counted from 0
   * @param dueNanos monotonic time at which the step is due, in ns; in the past if it is late
   * @param skipped number of snapshots just before this one that were never started, because the
   *     next was already due
   */
  record TakeSnapshot(long number, long dueNanos, long skipped) implements Step {}

  /** Ends the trace: no step is left. */
  record End() implements Step {}
}
