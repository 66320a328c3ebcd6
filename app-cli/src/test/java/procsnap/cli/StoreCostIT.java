package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import procsnap.testing.Needs;

/** What an upload costs: memory, and classes loaded. */
@Order(1)
class StoreCostIT {

  private static final int MOST_RESIDENT_KIB = 112 * 1024;

  /** Runs a command and prints how much of it was resident at most, in KiB. */
  private static final String RESIDENT =
      """
      import os, sys
      pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
      _, status, usage = os.wait4(pid, 0)
      print(usage.ru_maxrss)
      sys.exit(os.waitstatus_to_exitcode(status))
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  @Needs("python3")
  void heapOfSixteenMebibytesIsEnoughForEachStore(StoreServers kind) throws Exception {
    try (StoreServers.Server server = kind.start()) {
      Packaged.run(directory, "snapshot", "--output=out");
      List<String> command = new ArrayList<>(List.of("python3", "-c", RESIDENT));
      command.addAll(Packaged.withoutLauncher("-Xmx16m", "-Xss512k"));
      command.add("upload");
      command.add("--output=out");
      command.addAll(server.arguments(server.endpoint()));
      int resident = resident(command, server.environment(server.endpoint()));
      System.out.println(kind + ": " + resident + " KiB resident at most, heap 16 MiB");
      assertTrue(resident < MOST_RESIDENT_KIB, resident + " KiB");
    }
  }

  private int resident(List<String> command, Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(directory.resolve("err").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), () -> Packaged.text(directory.resolve("err")));
    return Integer.parseInt(printed);
  }

  @ParameterizedTest
  @EnumSource(names = {"GCS", "S3"})
  @Needs("python3")
  void traceThatUploadsStaysSmall(StoreServers kind) throws Exception {
    try (StoreServers.Server server = kind.start()) {
      List<String> command =
          new ArrayList<>(List.of("python3", "-c", RESIDENT, Packaged.LAUNCHER.toString()));
      command.addAll(List.of("trace", "--interval=1s", "--snapshots=5", "--output=out"));
      command.addAll(server.arguments(server.endpoint()));
      int resident = resident(command, server.environment(server.endpoint()));
      System.out.println(kind + ": " + resident + " KiB resident at most, trace with uploads");
      assertTrue(resident < MOST_RESIDENT_KIB, resident + " KiB");
    }
  }

  @Test
  void withoutAStoreNoClientIsLoaded() throws IOException {
    assertEquals(List.of(), clientsLoaded("trace", "--snapshots=1", "--output=out"));
  }

  @Test
  void clientsOfStoresThatWereNotChosenAreNotLoaded() throws Exception {
    Files.createDirectory(directory.resolve("bucket"));
    assertEquals(
        List.of(),
        clientsLoaded(
            "trace",
            "--snapshots=1",
            "--output=out",
            "--store=" + directory.resolve("bucket").toUri()));
    try (StoreServers.Server server = StoreServers.S3.start()) {
      List<String> arguments = new ArrayList<>(List.of("trace", "--snapshots=1", "--output=out"));
      arguments.addAll(server.arguments(server.endpoint()));
      assertEquals(
          List.of("software/amazon"),
          clientsLoaded(server.environment(server.endpoint()), arguments));
    }
  }

  private List<String> clientsLoaded(String... arguments) throws IOException {
    return clientsLoaded(Map.of(), List.of(arguments));
  }

  private List<String> clientsLoaded(Map<String, String> environment, List<String> arguments)
      throws IOException {
    Path list = directory.resolve("classes");
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("JAVA_TOOL_OPTIONS", "-XX:DumpLoadedClassList=" + list);
    Packaged program = Packaged.start(directory, variables, arguments.toArray(String[]::new));
    assertEquals(0, program.exitCode(), program::standardError);
    String classes = Files.readString(list);
    assertTrue(classes.contains("procsnap/core/record/Tracer"), "the list is one");
    return List.of("com/azure", "com/google/cloud", "software/amazon").stream()
        .filter(client -> classes.contains(client))
        .toList();
  }
}
