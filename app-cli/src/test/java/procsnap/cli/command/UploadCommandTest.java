package procsnap.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.InProcess;
import procsnap.cli.Packaged;
import procsnap.cli.running.ExitCode;
import procsnap.fault.SmallMachine;

@ResourceLock(Resources.SYSTEM_ERR)
class UploadCommandTest {

  @TempDir private Path directory;

  private Path out;
  private Path bucket;

  @BeforeEach
  void snapshotAndStore() throws IOException {
    out = directory.resolve("out");
    bucket = Files.createDirectory(directory.resolve("bucket"));
    Path proc = SmallMachine.at(directory.resolve("proc"), 1);
    InProcess.run("snapshot", "--output=" + out, "--proc-root=" + proc);
  }

  @Test
  void everythingPendingIsUploadedOnce() {
    InProcess upload = upload();
    assertEquals(ExitCode.OK, upload.exitCode(), upload::err);
    assertTrue(
        upload.err().matches("(?s).* INFO uploaded 4 objects, \\d+ bytes; 0 uploads pending\n"),
        upload::err);
    InProcess again = upload();
    assertEquals(ExitCode.OK, again.exitCode());
    assertTrue(again.err().contains("uploaded 0 objects, 0 bytes; 0 uploads pending"), again::err);
  }

  @Test
  void otherBytesInTheStoreAreNeverOverwrittenAndOursAreKept() throws IOException {
    Path csv = Packaged.snapshots(out).get(0);
    Path taken = bucket.resolve(out.relativize(csv));
    Files.createDirectories(taken.getParent());
    Files.writeString(taken, "another file");
    InProcess upload = upload();
    assertEquals(ExitCode.PENDING, upload.exitCode(), upload::err);
    assertTrue(upload.err().contains(" stays here and is not uploaded: "), upload::err);
    assertTrue(upload.err().contains("; 1 upload pending"), upload::err);
    assertEquals("another file", Packaged.text(taken));
    assertTrue(Files.exists(csv));
    assertEquals(2, Packaged.files(bucket, ".json").size(), "the certificate is kept back too");
  }

  @Test
  void heldDirectoryIsNotUploadedFrom() throws IOException {
    try (OutputDirectory held = OutputDirectory.hold(out).orElseThrow()) {
      assertEquals(ExitCode.HELD, upload().exitCode(), held::toString);
    }
  }

  private InProcess upload() {
    return InProcess.run("upload", "--output=" + out, "--store=" + bucket.toUri());
  }
}
