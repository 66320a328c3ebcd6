package procsnap.adapters.format.csv;

import static procsnap.core.trace.SnapshotRows.row;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import procsnap.core.process.OsString;
import procsnap.core.trace.SnapshotRow;

/** Rows with random texts made of pieces that are known to break CSV readers. */
final class NastyRows {

  private static final String[] PIECES = {
    ",",
    "\"",
    "\"\"",
    "\n",
    "\r",
    "\r\n",
    " ",
    "\t",
    "#",
    "=",
    "'",
    ";",
    "|",
    "\\",
    "\\x41",
    "\\N",
    "\u001b[2J",
    "\u007f",
    "\u0001",
    "a",
    "null",
    "\ufeff",
    "\u00e9",
    "\u2028",
    "\u0085",
    "\ud83d\udc27",
    "0",
    "-"
  };

  private final Random random;

  NastyRows(long seed) {
    random = new Random(seed);
  }

  List<SnapshotRow> rows(int count) {
    List<SnapshotRow> rows = new ArrayList<>();
    for (int pid = 1; pid <= count; pid++) {
      rows.add(row(pid).name(text()).commandLine(text()).cgroup(text()).build());
    }
    return rows;
  }

  private OsString text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int pieces = random.nextInt(6); pieces > 0; pieces--) {
      if (random.nextInt(4) == 0) {
        bytes.write(random.nextInt(256));
      } else {
        bytes.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
      }
    }
    return OsString.copyOf(bytes.toByteArray(), 0, bytes.size());
  }
}
