package procsnap.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.TrialStore;
import procsnap.adapters.storage.file.FileContent;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.cli.log.DoctorOutput;
import procsnap.cli.log.DoctorOutput.Kind;
import procsnap.cli.running.Credentials;
import procsnap.cli.running.Stores;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;

/** Checks a store by writing, reading and deleting a small object. */
public final class StoreCheck {

  /** Where the object goes: nothing that is recorded has such a name. */
  private static final String TRIALS = "procsnap-doctor/";

  private StoreCheck() {}

  /** Checks the store of a location. */
  public static void run(
      StoreLocation location, Map<String, String> environment, DoctorOutput output) {
    output.add(Kind.OK, "credentials", Credentials.source(location, environment));
    String name = TRIALS + UUID.randomUUID() + ".txt";
    try (ObjectStore store = Stores.open(location, environment)) {
      Path file = Files.createTempFile("procsnap-doctor-", ".txt");
      try {
        Files.writeString(file, "procsnap doctor was here\n");
        store.putIfAbsent(name, new FileContent(file));
        boolean same = isStored(store, name, file);
        output.add(
            same ? Kind.OK : Kind.FAIL,
            "store",
            location.uri()
                + (same ? ": an object was written and read" : ": an object was read back changed")
                + leftBehind(store, name));
      } finally {
        Files.delete(file);
      }
    } catch (ObjectStoreException e) {
      output.add(Kind.FAIL, "store", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      output.add(Kind.FAIL, "store", FileProblem.describe(e));
    }
  }

  private static String leftBehind(ObjectStore store, String name) {
    if (!(store instanceof TrialStore trials)) {
      return "; " + name + " stays there: a collector cannot delete objects";
    }
    try {
      trials.removeTrial(name);
      return "";
    } catch (ObjectStoreException e) {
      return "; " + name + " stays there: " + e.getMessage();
    }
  }

  /** Without the permission to read, the comparison that the write made is enough. */
  private static boolean isStored(ObjectStore store, String name, Path file) throws IOException {
    try (InputStream in = store.read(name)) {
      return Arrays.equals(in.readAllBytes(), Files.readAllBytes(file));
    } catch (ObjectStoreException e) {
      return true;
    }
  }
}
