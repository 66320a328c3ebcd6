package procsnap.cli.trace;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.SnapshotStore;
import procsnap.core.record.TraceControl;
import procsnap.core.record.TraceEvents;
import procsnap.core.record.Tracer;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;

/** Binds the ports of a trace to the adapters that were made for it. */
final class RecorderModule extends AbstractModule {

  private final ProcessTable table;
  private final SnapshotStore store;
  private final TimeSource time;
  private final StopSignal stop;
  private final TraceEvents events;
  private final TraceControl control;

  RecorderModule(
      ProcessTable table,
      SnapshotStore store,
      TimeSource time,
      StopSignal stop,
      TraceEvents events,
      TraceControl control) {
    this.table = table;
    this.store = store;
    this.time = time;
    this.stop = stop;
    this.events = events;
    this.control = control;
  }

  @Override
  protected void configure() {
    bind(ProcessTable.class).toInstance(table);
    bind(SnapshotStore.class).toInstance(store);
    bind(TimeSource.class).toInstance(time);
    bind(StopSignal.class).toInstance(stop);
    bind(TraceEvents.class).toInstance(events);
    bind(TraceControl.class).toInstance(control);
  }

  @Provides
  static Tracer tracer(
      ProcessTable table,
      SnapshotStore store,
      TimeSource time,
      StopSignal stop,
      TraceEvents events,
      TraceControl control) {
    return new Tracer(table, store, time, stop, events, control);
  }
}
