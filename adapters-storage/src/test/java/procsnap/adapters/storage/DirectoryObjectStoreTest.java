package procsnap.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.core.port.BytesContent;
import procsnap.core.port.Listings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;

/** A directory keeps the contract of a store, and rules of its own. */
final class DirectoryObjectStoreTest implements TrialStoreContract {

  @TempDir private Path directory;

  @Override
  public ObjectStore store() {
    return new DirectoryObjectStore(directory, false, PAGE_SIZE);
  }

  @Override
  public ObjectStore storeWithoutBucket() {
    return new DirectoryObjectStore(directory.resolve("missing"));
  }

  /** Not even root can create files there. */
  @Override
  public ObjectStore storeWithWrongCredentials() {
    return new DirectoryObjectStore(Path.of("/sys/kernel"));
  }

  @Override
  public String nameThatExistsThere() {
    return "notes";
  }

  @Test
  void filesAreTheOwnersAlone() throws IOException, ObjectStoreException {
    store().putIfAbsent("a/b", BytesContent.of("text"));
    assertEquals("rw-------", rights(directory.resolve("a/b")));
    assertEquals("rwx------", rights(directory.resolve("a")));
  }

  @Test
  void partialFileIsNeitherListedNorInTheWay() throws IOException, ObjectStoreException {
    Files.createFile(directory.resolve(".file.12345678.part"));
    store().putIfAbsent("file", BytesContent.of("text"));
    assertEquals(List.of(new StoredObject("file", 4)), Listings.all(store()));
  }

  @Test
  void linkIsNeverFollowed() throws IOException {
    Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "text");
    Files.createSymbolicLink(directory.resolve("file"), elsewhere);
    assertThrows(
        ObjectStoreException.class, () -> store().putIfAbsent("file", BytesContent.of("text")));
    assertThrows(ObjectStoreException.class, () -> store().read("file"));
  }

  @Test
  void failedPutLeavesNoPart() throws IOException {
    assertThrows(
        ObjectStoreException.class,
        () -> store().putIfAbsent("file", BytesContent.of("text").withWrongChecksums()));
    try (var files = Files.list(directory)) {
      assertEquals(List.of(), files.toList());
    }
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
