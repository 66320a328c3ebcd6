package procsnap.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import procsnap.core.cpu.CpuReadings;
import procsnap.core.port.ProcessTable.ScanCount;
import procsnap.core.port.ProcessTable.Visitor;
import procsnap.core.process.ProcessDetail;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;

/**
 * Contract of {@link ProcessTable}. The table under test must hold at least three lasting
 * processes.
 */
public interface ProcessTableContract {

  /** Table under test. */
  ProcessTable table();

  @Test
  default void processesAreVisitedOnceInOrderOfPid() throws ProcessTableException {
    List<ProcessReading> seen = scan(EnumSet.allOf(ProcessDetail.class));
    assertTrue(seen.size() >= 3, seen::toString);
    for (int i = 1; i < seen.size(); i++) {
      assertTrue(seen.get(i - 1).id().pid() < seen.get(i).id().pid());
    }
  }

  @Test
  default void countAddsUp() throws ProcessTableException {
    List<ProcessReading> seen = new ArrayList<>();
    ScanCount count = table().scan(Set.of(), visitor(Integer.MAX_VALUE, seen));
    assertEquals(count.listed(), seen.size() + count.vanished() + count.unreadable());
  }

  @Test
  default void scanEndsAtTheFirstRefusalOfTheVisitor() throws ProcessTableException {
    List<ProcessReading> seen = new ArrayList<>();
    table().scan(Set.of(), visitor(2, seen));
    assertEquals(2, seen.size());
    seen.clear();
    table().scan(Set.of(), visitor(0, seen));
    assertEquals(List.of(), seen);
  }

  @Test
  default void unrequestedDetailIsAbsent() throws ProcessTableException {
    for (ProcessReading process : scan(Set.of())) {
      assertEquals(OptionalLong.empty(), process.virtualBytes());
      assertEquals(Optional.empty(), process.commandLine());
      assertEquals(OptionalLong.empty(), process.uid());
      assertTrue(process.problems().isEmpty());
    }
  }

  @Test
  default void sampleAndScanIdentifyProcessesAlike() throws ProcessTableException {
    List<ProcessReading> before = scan(Set.of());
    CpuReadings sample = table().sampleCpu();
    List<ProcessReading> after = scan(Set.of());
    int lasting = 0;
    for (ProcessReading process : before) {
      if (after.stream().anyMatch(now -> now.id().equals(process.id()))) {
        lasting++;
        assertTrue(
            sample.find(process.id().pid(), process.id().startTicks()).isPresent(),
            process::toString);
      }
    }
    assertTrue(lasting >= 3);
  }

  @Test
  default void noProcessStartsInTheFuture() throws ProcessTableException {
    TickClock clock = table().tickClock();
    for (ProcessReading process : scan(Set.of())) {
      assertTrue(
          clock.monotonicNanosAt(process.id().startTicks())
              <= process.monotonicNanos() + 2 * clock.tickNanos(),
          process::toString);
    }
  }

  @Test
  default void exceptionOfTheVisitorIsPropagated() {
    IllegalStateException thrown = new IllegalStateException("the visitor's own");
    Visitor visitor =
        new Visitor() {
          @Override
          public boolean wantsMore() {
            return true;
          }

          @Override
          public void visit(ProcessReading reading) {
            throw thrown;
          }
        };
    assertSame(
        thrown, assertThrows(IllegalStateException.class, () -> table().scan(Set.of(), visitor)));
  }

  private List<ProcessReading> scan(Set<ProcessDetail> details) throws ProcessTableException {
    List<ProcessReading> seen = new ArrayList<>();
    table().scan(details, visitor(Integer.MAX_VALUE, seen));
    return seen;
  }

  private static Visitor visitor(int limit, List<ProcessReading> seen) {
    return new Visitor() {
      @Override
      public boolean wantsMore() {
        return seen.size() < limit;
      }

      @Override
      public void visit(ProcessReading reading) {
        seen.add(reading);
      }
    };
  }
}
