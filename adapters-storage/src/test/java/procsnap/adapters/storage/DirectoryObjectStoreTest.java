package procsnap.adapters.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.core.port.BytesContent;
import procsnap.core.port.Listings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;

/** A directory keeps the contract of a store, and rules of its own. */
final class DirectoryObjectStoreTest implements TrialStoreContract {

  private static final long CRC_32C_POLYNOMIAL = 0x11EDC6F41L;

  @TempDir private Path directory;

  @Override
  public ObjectStore store() {
    return new DirectoryObjectStore(directory, false, PAGE_SIZE, (file, why) -> {});
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

  /** Any of them would otherwise hide all objects, or never be read. */
  @Test
  void whatIsNoFileIsSkippedAndReported() throws Exception {
    Files.writeString(directory.resolve("file"), "text");
    Files.createSymbolicLink(directory.resolve("dangling"), Path.of("/none"));
    Files.createSymbolicLink(directory.resolve("linked"), directory);
    String make =
        "mkfifo pipe; mkdir \"$(printf 'm\\374ll')\"; echo text > \"$(printf 'm\\374ll')/file\"";
    assertEquals(
        0, new ProcessBuilder("sh", "-c", make).directory(directory.toFile()).start().waitFor());
    List<String> skipped = new ArrayList<>();
    ObjectStore store =
        new DirectoryObjectStore(
            directory,
            true,
            PAGE_SIZE,
            (file, why) -> skipped.add(file.getFileName() + ": " + why));
    assertEquals(List.of(new StoredObject("file", 4)), Listings.all(store));
    skipped.sort(null);
    assertEquals(
        List.of(
            "dangling: neither a file nor a directory",
            "linked: neither a file nor a directory",
            "m\ufffdll: its name is not UTF-8",
            "pipe: neither a file nor a directory"),
        skipped);
    assertThrows(ObjectStoreException.class, () -> store.read("pipe"));
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

  /** A checksum is no proof: any multiple of its polynomial leaves it as it is. */
  @Test
  void otherBytesOfTheSameSizeAndChecksumAreAConflict() throws ObjectStoreException {
    byte[] first = "recorded on this machine".getBytes(StandardCharsets.UTF_8);
    byte[] second = first.clone();
    for (int bit = 0; bit <= 32; bit++) {
      second[bit / 8] ^= (byte) ((CRC_32C_POLYNOMIAL >> (32 - bit) & 1) << bit % 8);
    }
    assertEquals(BytesContent.of(first).crc32c(), BytesContent.of(second).crc32c());
    assertEquals(Put.CREATED, store().putIfAbsent("file", BytesContent.of(first)));
    assertEquals(Put.ALREADY_THERE, store().putIfAbsent("file", BytesContent.of(first)));
    ObjectStoreException conflict =
        assertThrows(
            ObjectStoreException.class, () -> store().putIfAbsent("file", BytesContent.of(second)));
    assertEquals(ObjectStoreException.Kind.CONFLICT, conflict.kind());
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
