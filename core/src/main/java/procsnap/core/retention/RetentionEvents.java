package procsnap.core.retention;

/** Listener to the retention of a trace; called on the trace's own thread. */
public interface RetentionEvents {

  /** Snapshots were deleted. */
  void deleted(int snapshots);

  /** The wall clock was stepped: ages are ignored until the next start. */
  void clockStepped();

  /** Expired snapshots could not be deleted; called once for the same message in a row. */
  void failed(Exception cause);
}
