package procsnap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.cli.settings.UsageMessages;

/** The launcher: finds its jars and its Java, and says what to do without one. */
class LauncherIT {

  @TempDir private Path directory;

  @Test
  void versionIsPrinted() {
    Packaged program = Packaged.run(directory, "--version");
    assertEquals(0, program.exitCode());
    assertTrue(program.standardOutput().matches("procsnap \\d+\\.\\d+\\.\\d+\\n"));
  }

  @Test
  void programAlonePrintsItsHelpAndInvalidUsageExitsWithTwo() {
    Packaged alone = Packaged.run(directory);
    assertEquals(0, alone.exitCode());
    assertEquals("", alone.standardError());
    assertTrue(alone.standardOutput().startsWith("Usage: procsnap "), alone::standardOutput);
    Packaged wrong = Packaged.run(directory, "trace", "--interval=soon");
    assertEquals(2, wrong.exitCode());
    assertTrue(wrong.standardError().startsWith(UsageMessages.HEAD), wrong::standardError);
    assertEquals(List.of(), Packaged.files(directory, ""));
  }

  @Test
  void helpHasColoursOnATerminalUnlessNoColorIsSet() throws IOException, InterruptedException {
    assertTrue(onTerminal(Packaged.LAUNCHER + " --help").contains("\u001b["));
    assertFalse(onTerminal("NO_COLOR=1 " + Packaged.LAUNCHER + " --help").contains("\u001b["));
  }

  private String onTerminal(String command) throws IOException, InterruptedException {
    Path shown = directory.resolve("shown");
    List<String> script = List.of("script", "-q", "-e", "-c", command, "/dev/null");
    assertEquals(0, Packaged.finish(directory, script, shown), () -> Packaged.text(shown));
    return Packaged.text(shown);
  }

  @Test
  void whatDoesNotArriveOnStandardOutputIsAFailureUnlessItsReaderHasSeenEnough() throws Exception {
    Path log = directory.resolve("log");
    for (String command : List.of("--help", "--version", "config", "preview", "doctor")) {
      List<String> full = List.of("sh", "-c", "\"$0\" " + command + " > /dev/full");
      assertEquals(1, Packaged.finish(directory, withLauncher(full), log), command);
      String said = Packaged.text(log);
      assertTrue(said.endsWith("cannot write to standard output: No space left on device\n"), said);
    }
    for (String command : List.of("--help", "snapshot --output=-")) {
      List<String> head =
          List.of("bash", "-c", "set -o pipefail; \"$0\" " + command + " | head -1; sleep 0.2");
      assertEquals(0, Packaged.finish(directory, withLauncher(head), log), Packaged.text(log));
      assertEquals(1, Packaged.text(log).lines().count(), Packaged.text(log));
    }
  }

  /** It starts in its own directory, with little memory, and says what it lacks. */
  @Test
  void oddShellsAreNoObstacle() throws Exception {
    Path log = directory.resolve("log");
    for (String odd :
        List.of(
            "cd \"${0%/bin/procsnap}\" && CDPATH=.:$HOME bin/procsnap --version",
            "ulimit -v 1000000; \"$0\" --version")) {
      List<String> command = List.of("sh", "-c", odd);
      assertEquals(0, Packaged.finish(directory, withLauncher(command), log), Packaged.text(log));
      assertTrue(Packaged.text(log).startsWith("procsnap 0."), Packaged.text(log));
    }
    List<String> few = List.of("sh", "-c", "ulimit -n 20; \"$0\" --version");
    assertEquals(1, Packaged.finish(directory, withLauncher(few), log));
    assertEquals(
        "procsnap: only 20 files may be open at once: run ulimit -n 256 or more before\n",
        Packaged.text(log));
  }

  private static List<String> withLauncher(List<String> command) {
    List<String> all = new ArrayList<>(command);
    all.add(Packaged.LAUNCHER.toString());
    return all;
  }

  @Test
  void itMayBeCalledThroughALink() throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Packaged.LAUNCHER);
    Path second = Files.createSymbolicLink(directory.resolve("second"), Path.of("link"));
    assertEquals(0, new ProcessBuilder(second.toString(), "--version").start().waitFor());
    assertTrue(Files.exists(link));
  }

  /** Its memory holds command lines: nothing may be made of it that another could read. */
  @Test
  void itsMemoryCannotBeHadFromOutside() throws IOException {
    Packaged program = Packaged.start(directory, "trace", "--output=out");
    Packaged.await("a snapshot", () -> Packaged.snapshots(directory).size() == 1);
    long pid = program.pid();
    String limits = Packaged.text(Path.of("/proc/" + pid + "/limits"));
    assertTrue(limits.matches("(?s).*Max core file size +0 +0 +bytes.*"), limits);
    // SIGQUIT would open the door to attaching; here it only prints the threads.
    program.signal("QUIT");
    Packaged.await("a dump of threads", () -> program.standardError().contains("Full thread dump"));
    assertEquals("", program.standardOutput());
    System.setProperty("sun.tools.attach.attachTimeout", "500");
    assertThrows(
        AttachNotSupportedException.class, () -> VirtualMachine.attach(Long.toString(pid)));
    String user = System.getProperty("user.name", "");
    assertFalse(Files.exists(Path.of("/tmp/hsperfdata_" + user, Long.toString(pid))));
    program.stopBy("TERM");
    assertEquals(List.of(), Packaged.files(directory, ".hprof"));
  }

  @Test
  void withoutJavaItSaysWhatToInstall() throws IOException, InterruptedException {
    Path tools = directory.resolve("bin");
    Files.createDirectory(tools);
    for (String tool : List.of("dirname", "readlink", "sed")) {
      Files.createSymbolicLink(tools.resolve(tool), which(tool));
    }
    ProcessBuilder builder =
        new ProcessBuilder(Packaged.LAUNCHER.toString())
            .redirectErrorStream(true)
            .directory(directory.toFile());
    builder.environment().put("PATH", tools.toString());
    builder.environment().remove("JAVA_HOME");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(1, process.waitFor());
    assertTrue(said.contains("Java not found: install Java 17 or newer"), said);
  }

  @Test
  void oldJavaIsRefusedWithItsVersion() throws IOException {
    Path java = directory.resolve("jdk11/bin/java");
    Files.createDirectories(directory.resolve("jdk11/bin"));
    Files.createFile(
        java, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(directory.resolve("jdk11/release"), "JAVA_VERSION=\"11.0.2\"\n");
    Packaged program =
        Packaged.start(
            directory, Map.of("JAVA_HOME", directory.resolve("jdk11").toString()), "--version");
    assertEquals(1, program.exitCode());
    assertTrue(program.standardError().contains("is Java 11, but procsnap needs 17 or newer"));
  }

  @Test
  void wrongJavaHomeIsNamed() {
    Packaged program = Packaged.start(directory, Map.of("JAVA_HOME", "/nonexistent"), "--version");
    assertEquals(1, program.exitCode());
    assertTrue(
        program.standardError().contains("JAVA_HOME (/nonexistent) does not contain bin/java"));
  }

  /** The one that came with the program is known to work with it. */
  @Test
  void itsOwnJavaWinsOverJavaHome() throws IOException, InterruptedException {
    Path launcher = programWithout("upload");
    Path java = directory.resolve("program/runtime/bin/java");
    Files.createDirectories(java.resolve("..").normalize());
    Files.createSymbolicLink(java, which("java"));
    Path log = directory.resolve("log");
    List<String> command =
        List.of("env", "JAVA_HOME=/nonexistent", launcher.toString(), "--version");
    assertEquals(0, Packaged.finish(directory, command, log), () -> Packaged.text(log));
  }

  @Test
  void withoutTheClientsOfStoresItRecordsAndVerifies() throws Exception {
    Path launcher = programWithout("upload");
    Path bucket = Files.createDirectory(directory.resolve("bucket"));
    for (String arguments :
        List.of(
            "snapshot --output out",
            "trace --interval 1s --snapshots 2 --output out",
            "verify out",
            "upload --output out --store " + bucket.toUri(),
            "verify " + bucket.toUri())) {
      Path log = directory.resolve("log");
      assertEquals(0, run(launcher, arguments, log), () -> Packaged.text(log));
    }
    assertEquals(3, Packaged.snapshots(bucket).size());
  }

  @Test
  void withoutTheClientsOfStoresItSaysWhatToPutBack() throws Exception {
    Path launcher = programWithout("upload");
    for (String arguments :
        List.of(
            "trace --output out --store gs://bucket/x",
            "upload --output out --store s3://bucket/x",
            "verify az://account/container/x")) {
      Path log = directory.resolve("log");
      assertEquals(1, run(launcher, arguments, log), () -> Packaged.text(log));
      String said = Packaged.text(log).replaceAll("(?m)^.* INFO .*\n", "");
      assertTrue(said.contains("is not installed: restore the directory lib/upload of the"), said);
      assertEquals(1, said.lines().count(), said);
    }
  }

  @Test
  void archiveHoldsTheSameProgram() throws IOException, InterruptedException {
    List<Path> archives = Packaged.files(Path.of("target"), ".tar.gz");
    assertEquals(1, archives.size());
    assertEquals(
        0,
        new ProcessBuilder("tar", "-xzf", archives.get(0).toString(), "-C", directory.toString())
            .start()
            .waitFor());
    List<Path> launchers = Packaged.files(directory, "bin/procsnap");
    assertEquals(1, launchers.size());
    assertEquals(0, new ProcessBuilder(launchers.get(0).toString(), "--version").start().waitFor());
  }

  private int run(Path launcher, String arguments, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments.split(" ")));
    return Packaged.finish(directory, command, log);
  }

  /** The program once more, but for a directory of jars. Tells where its launcher is. */
  private Path programWithout(String left) throws IOException {
    Path program = directory.resolve("program");
    Path launcher = Files.createDirectories(program.resolve("bin")).resolve("procsnap");
    Files.copy(Packaged.LAUNCHER, launcher, StandardCopyOption.COPY_ATTRIBUTES);
    Path jars = Files.createDirectory(program.resolve("lib"));
    Path all = Packaged.LAUNCHER.resolve("../../lib").normalize();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(all)) {
      for (Path entry : entries) {
        if (!entry.endsWith(left)) {
          Files.createSymbolicLink(jars.resolve(entry.getFileName()), entry);
        }
      }
    }
    return launcher;
  }

  private static Path which(String tool) throws IOException {
    for (String directory : System.getenv("PATH").split(":", -1)) {
      Path candidate = Path.of(directory, tool);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new IOException(tool + " is not on the PATH");
  }
}
