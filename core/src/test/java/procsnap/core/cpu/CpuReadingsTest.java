package procsnap.core.cpu;

import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import procsnap.core.cpu.CpuReadings.CpuReading;

/** Table of one scan: each reading is found, and only for its own process. */
class CpuReadingsTest {

  @Test
  void processIsFoundByPidAndStartTogether() {
    CpuReadings readings =
        new CpuReadings.Builder(1_000, 1).add(3, 30, 300, 1_001).add(7, 70, 700, 1_002).build();
    assertEquals(2, readings.size());
    assertEquals(1_000, readings.takenNanos());
    assertEquals(Optional.of(new CpuReading(700, 1_002)), readings.find(7, 70));
    assertEquals(Optional.empty(), readings.find(7, 71));
    assertEquals(Optional.empty(), readings.find(5, 70));
  }

  @Test
  void tableGrowsBeyondTheExpectedSize() {
    CpuReadings.Builder builder = new CpuReadings.Builder(0, 0);
    for (int pid = 1; pid <= 1_000; pid++) {
      builder.add(pid, pid, 10L * pid, pid);
    }
    CpuReadings readings = builder.build();
    assertEquals(1_000, readings.size());
    assertEquals(Optional.of(new CpuReading(9_990, 999)), readings.find(999, 999));
  }

  @Test
  void processesMayBeAddedInAnyOrder() {
    List<Integer> pids = IntStream.rangeClosed(1, 1_000).boxed().collect(toList());
    Collections.shuffle(pids, new Random(7));
    CpuReadings.Builder builder = new CpuReadings.Builder(0, 2);
    pids.forEach(pid -> builder.add(pid, 2L * pid, 10L * pid, pid));

    CpuReadings readings = builder.build();

    assertEquals(1_000, readings.size());
    for (int pid : pids) {
      assertEquals(Optional.of(new CpuReading(10L * pid, pid)), readings.find(pid, 2L * pid));
    }
  }

  @Test
  void processThatOccursTwiceIsRejected() {
    CpuReadings.Builder builder = new CpuReadings.Builder(0, 2).add(4, 1, 1, 1).add(5, 1, 1, 1);
    assertThrows(IllegalArgumentException.class, () -> builder.add(5, 2, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> builder.add(4, 2, 1, 1));
  }
}
