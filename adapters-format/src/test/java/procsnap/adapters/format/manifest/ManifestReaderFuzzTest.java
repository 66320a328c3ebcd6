package procsnap.adapters.format.manifest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.fuzz.Fuzz;

/** Arbitrary bytes are read as a valid manifest or reported as damaged. */
class ManifestReaderFuzzTest {

  /** Reads a kind of manifest. */
  private interface Reader {
    void read(InputStream in) throws IOException, DamagedException;
  }

  @Test
  void anyBytesAreAValidManifestOrDamaged() throws Exception {
    Fuzz.run(ManifestReaderFuzzTest.class, ManifestReaderFuzzTest::fuzzerTestOneInput);
  }

  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    read(input, in -> assertFalse(ManifestReader.trace(in).columns().isEmpty()));
    read(input, ManifestReaderFuzzTest::readSnapshot);
    read(input, in -> assertTrue(ManifestReader.end(in).snapshots() >= 0));
    read(input, in -> assertTrue(ManifestReader.expiry(in).snapshots() >= 0));
  }

  private static void readSnapshot(InputStream in) throws IOException, DamagedException {
    SnapshotManifest snapshot = ManifestReader.snapshot(in);
    assertTrue(snapshot.number() >= 0 && snapshot.rows() >= 0 && snapshot.sums().bytes() >= 0);
    snapshot.missedBefore().forEach(run -> assertTrue(run.first() <= run.last()));
  }

  private static void read(byte[] input, Reader reader) throws IOException {
    try {
      reader.read(new ByteArrayInputStream(input));
    } catch (DamagedException e) {
      assertNotNull(e.getMessage());
    }
  }
}
