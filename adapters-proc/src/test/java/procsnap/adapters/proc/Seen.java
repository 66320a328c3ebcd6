package procsnap.adapters.proc;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import procsnap.core.port.ProcessTable;
import procsnap.core.port.ProcessTable.ScanCount;
import procsnap.core.port.ProcessTable.Visitor;
import procsnap.core.port.ProcessTableException;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessReading;

/** Result of one scan, by pid. */
record Seen(Map<Integer, ProcessReading> processes, ScanCount count) {

  static final Set<ProcessDetail> ALL = EnumSet.allOf(ProcessDetail.class);

  static Seen by(ProcessTable table) throws ProcessTableException {
    return by(table, ALL);
  }

  static Seen by(ProcessTable table, Set<ProcessDetail> details) throws ProcessTableException {
    return by(table, details, pid -> {});
  }

  static Seen by(ProcessTable table, Set<ProcessDetail> details, IntConsumer onVisit)
      throws ProcessTableException {
    Map<Integer, ProcessReading> processes = new TreeMap<>();
    Visitor visitor =
        new Visitor() {
          @Override
          public boolean wantsMore() {
            return true;
          }

          @Override
          public void visit(ProcessReading reading) {
            processes.put(reading.id().pid(), reading);
            onVisit.accept(reading.id().pid());
          }
        };
    ScanCount count = table.scan(details, visitor);
    return new Seen(processes, count);
  }

  ProcessReading pid(long pid) {
    ProcessReading reading = processes.get((int) pid);
    if (reading == null) {
      throw new AssertionError("no process " + pid + " among " + processes.keySet());
    }
    return reading;
  }

  String commandLine(long pid) {
    return pid(pid).commandLine().orElseThrow().joined().toString();
  }
}
