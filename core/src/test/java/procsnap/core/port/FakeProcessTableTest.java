package procsnap.core.port;

import java.time.Instant;
import procsnap.core.time.FakeTime;

/** The fake process table against the contract of process tables. */
class FakeProcessTableTest implements ProcessTableContract {

  @Override
  public ProcessTable table() {
    FakeTime time = new FakeTime(Instant.EPOCH);
    time.pass(1_000_000_000L);
    FakeProcessTable table = new FakeProcessTable(time);
    table.start(30, 3).running("third");
    table.start(10, 1).running("first");
    table.start(20, 2).running("second");
    return table;
  }
}
