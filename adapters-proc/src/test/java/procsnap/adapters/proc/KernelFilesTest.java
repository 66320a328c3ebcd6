package procsnap.adapters.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.core.process.CommandLine;
import procsnap.core.process.Visibility;

/** Parsers of single kernel files. */
class KernelFilesTest {

  private static final long SEED = 7;

  @TempDir private Path directory;

  @Test
  void anyMutationOfAStatLineIsParsedOrRefusedButNeverThrows() {
    byte[] line =
        "42 (a (b) c) S 1 2 3 0 -1 4 5 6 7 8 10 20 0 0 20 0 3 0 500 9 9\n"
            .getBytes(StandardCharsets.US_ASCII);
    Random random = new Random(SEED);
    StatLine stat = new StatLine();
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] mutant = Arrays.copyOf(line, 1 + random.nextInt(line.length));
      for (int k = random.nextInt(4); k > 0; k--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      if (stat.parse(mutant, mutant.length)) {
        assertTrue(stat.cpuTicks() >= 0 && stat.startTicks() >= 0, "seed " + SEED);
        assertTrue(stat.comm().length() < mutant.length, "seed " + SEED);
      } else {
        refused++;
      }
      CommandLine.parse(mutant, mutant.length);
    }
    assertTrue(refused > 1_000 && refused < 100_000, refused + " refused");
  }

  @Test
  void bufferIsFilledToTheEndOfTheFileOrToTheCap() throws IOException {
    ReadBuffer buffer = new ReadBuffer();
    for (int size : new int[] {0, 1, 8191, 8192, 8193, 100_000}) {
      assertFalse(fill(buffer, size, 200_000));
      assertEquals(size, buffer.length());
    }
    assertTrue(fill(buffer, 100_000, 50_000));
    assertEquals(50_000, buffer.length());
  }

  private boolean fill(ReadBuffer buffer, int size, int cap) throws IOException {
    Path file = Files.write(directory.resolve("file"), new byte[size]);
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      return buffer.fill(in, cap);
    }
  }

  @Test
  void auxiliaryVectorTellsTicksAndPages() {
    ByteBuffer words = ByteBuffer.allocate(6 * Long.BYTES).order(ByteOrder.nativeOrder());
    words.putLong(17).putLong(250).putLong(6).putLong(16_384).putLong(0).putLong(0);
    assertEquals(new AuxiliaryVector(250, 16_384), AuxiliaryVector.parse(words.array()));
    assertEquals(new AuxiliaryVector(100, 4096), AuxiliaryVector.parse(new byte[7]));
    assertEquals(new AuxiliaryVector(100, 4096), AuxiliaryVector.read(directory.resolve("none")));
  }

  @ParameterizedTest
  @CsvSource({
    "rw, 0000000000000000, 5, false, off",
    "'rw,hidepid=invisible', 0000000000000000, 5, true, invisible",
    "'rw,hidepid=2', 0000000000000000, 5, true, 2",
    "'rw,hidepid=noaccess,gid=5', 0000000000000000, 1 5 7, false, noaccess",
    "'rw,gid=5,hidepid=1', 0000000000000000, 55, true, 1",
    "'rw,hidepid=ptraceable', 0000000000080000, 5, false, ptraceable",
    "'rw,hidepid=invisible', 000001fffff7ffff, 5, true, invisible",
    "'rw,hidepid=0', 0000000000000000, 5, false, off",
    "'rw,hidepid=ptraceable,gid=5', 0000000000000000, 5, true, ptraceable",
    "'rw,hidepid=2', 0000000000000000, 0 5, false, 2",
    "'rw,hidepid=2,gid=77', 0000000000000000, 0, false, 2",
  })
  void hidepidHidesFromAllButItsGroupAndTracers(
      String options, String capabilities, String groups, boolean restricted, String hidepid) {
    Visibility visibility =
        ProcMount.visibility(
            "/proc",
            List.of(
                "20 1 0:19 / /proc rw,relatime shared:5 - proc proc rw",
                "21 1 0:20 / /sys rw - sysfs sysfs rw,hidepid=2",
                "22 1 0:19 / /proc rw,nosuid shared:5 master:1 - proc proc " + options),
            List.of(
                "Name:\tjava",
                "Gid:\t5\t5\t5\t77",
                "Groups:\t" + groups + " ",
                "CapEff:\t" + capabilities),
            true);
    assertEquals(new Visibility(restricted, hidepid), visibility);
  }

  /** Root there has all capabilities and group 0, and sees only its own processes. */
  @Test
  void rootOfAUserNamespaceIsNotRootHere() {
    Visibility visibility =
        ProcMount.visibility(
            "/proc",
            List.of("22 1 0:19 / /proc rw - proc proc rw,hidepid=invisible"),
            List.of("Gid:\t0\t0\t0\t0", "Groups:\t0 ", "CapEff:\t000001ffffffffff"),
            false);
    assertEquals(new Visibility(true, "invisible"), visibility);
  }

  /** {@code printf %s 0123456789abcdef0123456789abcdef | sha256sum | cut -c1-16}, upper case. */
  @Test
  void machineIsKnownByAHashOfItsTrimmedId() throws IOException {
    assertEquals(Optional.empty(), MachineId.of(directory));
    Files.createDirectories(directory.resolve("var/lib/dbus"));
    Files.writeString(directory.resolve("var/lib/dbus/machine-id"), "other");
    assertEquals(Optional.of(MachineId.hash("other")), MachineId.of(directory));
    Files.createDirectories(directory.resolve("etc"));
    Files.writeString(directory.resolve("etc/machine-id"), " \n");
    assertEquals(Optional.of(MachineId.hash("other")), MachineId.of(directory));
    Files.writeString(directory.resolve("etc/machine-id"), "uninitialized\n");
    assertEquals(Optional.of(MachineId.hash("other")), MachineId.of(directory));
    Files.writeString(directory.resolve("etc/machine-id"), "0123456789abcdef0123456789abcdef\n");
    assertEquals(Optional.of("3EB1BD439947EB76"), MachineId.of(directory));
  }
}
