package procsnap.core.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import procsnap.core.trace.NumberRange;

class SnapshotNumbersTest {

  private static final long SEED = 20261123;

  @Test
  void adjacentRunsAreMerged() {
    SnapshotNumbers numbers = numbers(new NumberRange(0, 3), new NumberRange(5, 9));
    assertEquals(List.of(new NumberRange(4, 4)), numbers.gaps());
    assertEquals(List.of(new NumberRange(0, 3), new NumberRange(5, 9)), numbers.runs());
    numbers.add(new NumberRange(4, 4));
    assertEquals(List.of(), numbers.gaps());
    assertEquals(10, numbers.count());
    assertEquals(List.of(new NumberRange(0, 9)), numbers.runs());
  }

  @Test
  void emptySetHasNoGaps() {
    assertEquals(List.of(), numbers().gaps());
    assertEquals(0, numbers().count());
  }

  @Test
  void setDoesNotDependOnTheOrderOfRuns() {
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      SnapshotNumbers numbers = numbers();
      BitSet model = new BitSet();
      for (int i = random.nextInt(30); i > 0; i--) {
        int first = random.nextInt(100);
        int last = first + random.nextInt(6);
        numbers.add(new NumberRange(first, last));
        model.set(first, last + 1);
      }
      String seed = "seed " + SEED + ", round " + round;
      assertEquals(model.cardinality(), numbers.count(), seed);
      BitSet gaps = new BitSet();
      numbers.gaps().forEach(gap -> gaps.set((int) gap.first(), (int) gap.last() + 1));
      BitSet expected = new BitSet();
      expected.set(0, model.length());
      expected.andNot(model);
      assertEquals(expected, gaps, seed);
      for (int number = 0; number < 110; number++) {
        assertEquals(model.get(number), numbers.contains(number), seed);
      }
    }
  }

  @Test
  void malformedRangesAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> new NumberRange(-1, 2));
    assertThrows(IllegalArgumentException.class, () -> new NumberRange(3, 2));
    assertThrows(IllegalArgumentException.class, () -> new NumberRange(3, Long.MAX_VALUE));
  }

  private static SnapshotNumbers numbers(NumberRange... ranges) {
    SnapshotNumbers numbers = new SnapshotNumbers();
    for (NumberRange range : ranges) {
      numbers.add(range);
    }
    return numbers;
  }
}
