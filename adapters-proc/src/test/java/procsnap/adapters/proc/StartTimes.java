package procsnap.adapters.proc;

import java.time.Duration;
import java.time.Instant;
import procsnap.core.port.ProcessTableException;
import procsnap.core.process.ProcessReading;
import procsnap.core.process.TickClock;

/** Prints the age in seconds of this process and of the oldest, as the table has it. */
final class StartTimes {

  private StartTimes() {}

  public static void main(String[] arguments) throws ProcessTableException {
    ProcfsProcessTable table = ProcfsProcessTable.open(ProcfsProcessTable.DEFAULT_ROOT);
    TickClock clock = table.tickClock();
    Instant now = Instant.now();
    int own = table.ownPid().orElseThrow();
    long oldest = 0;
    for (ProcessReading reading : Seen.by(table).processes().values()) {
      long age = Duration.between(clock.instantAt(reading.id().startTicks()), now).toSeconds();
      oldest = Math.max(oldest, age);
      if (reading.id().pid() == own) {
        System.out.println(age);
      }
    }
    System.out.println(oldest);
  }
}
