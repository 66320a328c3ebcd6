package procsnap.cli.trace;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;
import java.util.List;
import java.util.Set;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.SnapshotStore;
import procsnap.core.record.TraceControl;
import procsnap.core.record.TraceEvents;
import procsnap.core.record.Tracer;
import procsnap.core.time.StopSignal;
import procsnap.core.time.TimeSource;

/**
 * Binds the ports of a trace to its adapters, and its listeners in the order in which they listen.
 */
final class RecorderModule extends AbstractModule {

  private final ProcessTable table;
  private final SnapshotStore store;
  private final TimeSource time;
  private final StopSignal stop;
  private final List<TraceEvents> listeners;
  private final TraceControl control;

  RecorderModule(
      ProcessTable table,
      SnapshotStore store,
      TimeSource time,
      StopSignal stop,
      List<TraceEvents> listeners,
      TraceControl control) {
    this.table = table;
    this.store = store;
    this.time = time;
    this.stop = stop;
    this.listeners = listeners;
    this.control = control;
  }

  @Override
  protected void configure() {
    bind(ProcessTable.class).toInstance(table);
    bind(SnapshotStore.class).toInstance(store);
    bind(TimeSource.class).toInstance(time);
    bind(StopSignal.class).toInstance(stop);
    bind(TraceControl.class).toInstance(control);
    Multibinder<TraceEvents> events = Multibinder.newSetBinder(binder(), TraceEvents.class);
    listeners.forEach(each -> events.addBinding().toInstance(each));
  }

  @Provides
  static Tracer tracer(
      ProcessTable table,
      SnapshotStore store,
      TimeSource time,
      StopSignal stop,
      Set<TraceEvents> listeners,
      TraceControl control) {
    return new Tracer(table, store, time, stop, TraceEvents.all(List.copyOf(listeners)), control);
  }
}
