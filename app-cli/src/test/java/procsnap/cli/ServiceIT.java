package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/** The systemd unit: what it may do, and that procsnap needs no more. */
class ServiceIT {

  private static final Path UNIT =
      Path.of("../packaging/src/main/systemd/procsnap.service").toAbsolutePath();

  private static final Path SETTINGS =
      Path.of("../packaging/src/main/config/procsnap.properties").toAbsolutePath();

  /** That of nobody here: it has a right to nothing. */
  private static final int UID = 64_321;

  private static final Set<PosixFilePermission> FILE =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  @TempDir private Path directory;

  @Test
  @Needs("systemd-analyze")
  void exposureIsAtMostTwo() throws IOException, InterruptedException {
    Path log = directory.resolve("log");
    List<String> command =
        List.of("systemd-analyze", "security", "--offline=yes", "--threshold=20", UNIT.toString());
    assertEquals(0, Packaged.finish(directory, command, log), () -> Packaged.text(log));
    List<String> lines = Packaged.text(log).strip().lines().toList();
    System.out.println(lines.get(lines.size() - 1));
  }

  /** Of two that exclude each other, one. */
  @Test
  void everyCommentedSettingOfThePackagedFileIsOne() throws IOException {
    List<String> settings =
        Packaged.text(SETTINGS)
            .lines()
            .filter(line -> line.matches("#[-a-z0-9]+ = .*"))
            .filter(line -> !line.matches("#(anonymous-key|redact|quiet) .*"))
            .map(line -> line.substring(1))
            .toList();
    assertTrue(settings.size() > 15, settings::toString);
    Path file = Files.write(directory.resolve("settings"), settings);
    Packaged program = Packaged.run(directory, "config", "--config", file.toString());
    assertEquals(0, program.exitCode(), program::standardError);
  }

  @Test
  @NeedsRoot("it takes rights away as systemd does")
  @Needs({"unshare", "mount", "setpriv", "python3"})
  void itsCommandLineRecordsEveryProcessUnderItsRestrictions() throws Exception {
    Set<String> before = pids();
    Path log = directory.resolve("log");
    Process service = Packaged.begin(directory, asService(), log);
    try {
      Path state = directory.resolve("state");
      Packaged.await(
          "a manifest: " + Packaged.text(log),
          () ->
              Packaged.files(state, "manifest.json").size() + Packaged.snapshots(state).size() > 1
                  || !service.isAlive());
      assertTrue(service.isAlive(), () -> Packaged.text(log));
      Path snapshot = Packaged.snapshots(state).get(0);
      Set<String> recorded =
          Packaged.text(snapshot)
              .lines()
              .map(line -> line.replaceFirst("^[^,]*,(\\d+),.*", "$1"))
              .collect(Collectors.toSet());
      Set<String> missing = new HashSet<>(before);
      missing.retainAll(pids());
      missing.removeAll(recorded);
      assertEquals(Set.of(), missing);
      assertEquals(UID, Files.getAttribute(snapshot, "unix:uid"));
      assertEquals(FILE, Files.getPosixFilePermissions(snapshot));
      service.destroy();
      assertEquals(0, service.waitFor(), () -> Packaged.text(log));
      assertTrue(
          Packaged.text(log).lines().allMatch(line -> line.matches(".* INFO .*|.*container.*")),
          () -> Packaged.text(log));
    } finally {
      service.destroyForcibly();
    }
  }

  /** What the unit says, done by hand. */
  private List<String> asService() throws IOException {
    Path files = Files.createDirectories(directory.resolve("files"));
    Files.createDirectories(files.resolve("etc/procsnap"));
    Files.copy(SETTINGS, files.resolve("etc/procsnap/procsnap.properties"));
    Path bin = Files.createDirectories(files.resolve("usr/bin"));
    Files.createSymbolicLink(bin.resolve("procsnap"), Path.of("../lib/procsnap/bin/procsnap"));
    Files.createDirectory(directory.resolve("state"));
    List<String> command = new ArrayList<>(List.of("unshare", "--mount", "env", "-i"));
    command.add("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    command.addAll(unit("Environment"));
    Path scripts = Path.of("src/test/resources/service").toAbsolutePath();
    command.addAll(List.of("sh", scripts.resolve("root.sh").toString(), directory.toString()));
    command.add(Packaged.LAUNCHER.resolve("../..").normalize().toString());
    command.add(Integer.toString(UID));
    command.add(scripts.resolve("filter.py").toString());
    command.add(String.join("\n", unit("SystemCallFilter")));
    command.addAll(List.of(unit("ExecStart").get(0).split(" ")));
    return command;
  }

  /** What the unit sets under this name, once or more often. */
  private static List<String> unit(String name) {
    return Packaged.text(UNIT)
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }

  private static Set<String> pids() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .collect(Collectors.toSet());
    }
  }
}
