package procsnap.adapters.proc;

import procsnap.core.port.ProcessTableException;
import procsnap.core.process.Visibility;

/** Prints what is visible: restricted or not, by which option, and whether pid 1 was read. */
final class LookAround {

  private LookAround() {}

  public static void main(String[] arguments) throws ProcessTableException {
    ProcfsProcessTable table = ProcfsProcessTable.open(ProcfsProcessTable.DEFAULT_ROOT);
    Visibility visibility = table.visibility();
    Seen seen = Seen.by(table);
    boolean all = seen.processes().containsKey(1) && seen.count().unreadable() == 0;
    System.out.println(visibility.restricted() + " " + visibility.hidepid() + " " + all);
  }
}
