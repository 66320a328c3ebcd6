package procsnap.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import procsnap.adapters.storage.file.Directories;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.adapters.storage.local.OutputDirectory;
import procsnap.cli.log.DoctorOutput;
import procsnap.cli.log.DoctorOutput.Kind;
import procsnap.cli.log.ReportMessages;
import procsnap.cli.running.Adapters;
import procsnap.cli.running.DirectoryHeldException;

/** Checks whether a trace could record into a directory. */
public final class DirectoryCheck {

  private DirectoryCheck() {}

  /**
   * Checks a directory, which need not exist yet.
   *
   * @param resumeCommand command to type when it is paused
   */
  public static void run(
      Path directory, FreeSpace minFreeSpace, String resumeCommand, DoctorOutput output) {
    try {
      checkDisk(directory, minFreeSpace, output);
    } catch (IOException e) {
      output.add(Kind.FAIL, "output", directory + ": " + FileProblem.describe(e));
    }
    if (OutputDirectory.isHeld(directory)) {
      output.add(Kind.FAIL, "lock", DirectoryHeldException.describe(directory));
    } else {
      output.add(Kind.OK, "lock", ReportMessages.NOT_HELD);
    }
    if (OutputDirectory.isPaused(directory)) {
      output.add(Kind.WARN, "pause", "nothing would be recorded; to resume: " + resumeCommand);
    }
  }

  private static void checkDisk(Path directory, FreeSpace minFreeSpace, DoctorOutput output)
      throws IOException {
    Path existing = directory.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = Directories.parent(existing);
    }
    Optional<String> full = minFreeSpace.objection(existing);
    // Permissions alone do not show whether a file can be created.
    Path trial = Files.createTempFile(existing, ".procsnap-doctor-", "");
    boolean open = Directories.isOpenToOthers(trial);
    Files.delete(trial);
    boolean durable = Directories.sync(existing);
    if (full.isPresent()) {
      output.add(Kind.FAIL, "output", full.get() + ": free some space, or lower --min-free");
    } else if (open) {
      output.add(Kind.WARN, "output", Adapters.openToOthers(directory));
    } else if (!durable) {
      output.add(Kind.WARN, "output", Adapters.lostInPowerCuts(directory));
    } else {
      output.add(
          Kind.OK,
          "output",
          directory + ", " + existing.toFile().getUsableSpace() / (1 << 20) + " MiB free");
    }
  }
}
