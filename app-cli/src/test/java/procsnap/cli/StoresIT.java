package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import procsnap.adapters.storage.chaos.ChaosProxy;
import procsnap.adapters.storage.chaos.Fault;
import procsnap.adapters.storage.chaos.FaultPlan;
import procsnap.core.port.Listings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;
import procsnap.testing.Needs;

/** The packaged program against each real server over HTTP, with a proxy between them. */
@Order(1)
class StoresIT {

  @TempDir private Path directory;

  /**
   * The server goes away and comes back while procsnap records, and procsnap is killed in between:
   * in the end every snapshot is there once, byte for byte, and nothing waits.
   */
  @ParameterizedTest
  @EnumSource
  @Needs("rclone")
  void everySnapshotArrivesWhateverComesInBetween(StoreServers kind) throws Exception {
    try (StoreServers.Server server = kind.start();
        ChaosProxy proxy = new ChaosProxy(server.endpoint(), FaultPlan.always(Fault.NONE));
        ObjectStore store = server.store(server.endpoint())) {
      Packaged first = trace(server, proxy.uri());
      Packaged.await("an upload", () -> snapshots(store).size() >= 2);
      proxy.goAway();
      Packaged.await("the loss", () -> first.standardError().contains("store unreachable"));
      Packaged.await("a snapshot", () -> waiting().size() >= 2);
      first.signal("KILL");
      assertEquals(137, first.exitCode());
      Set<String> waiting = waiting();

      Packaged second = trace(server, proxy.uri());
      Packaged.await("the loss", () -> second.standardError().contains("store unreachable"));
      proxy.comeBack();
      Packaged.await("the return", () -> second.standardError().contains("store recovered"));
      Packaged.await(
          "what waited",
          () ->
              snapshots(store).keySet().containsAll(waiting)
                  && snapshots(store).size() > waiting.size() + 2);
      second.signal("TERM");
      assertEquals(0, second.exitCode(), second::standardError);

      assertEquals(Set.of(), waiting());
      assertEveryPairIsWhole(snapshots(store));
      assertEquals(asToldByOurs(store), server.rclone().list());
      Packaged verified = verify(server, proxy.uri());
      assertEquals(0, verified.exitCode(), verified::standardOutput);
      assertTrue(verified.standardOutput().contains("healthy: 2 traces, "));
      assertEquals(
          1,
          second.standardError().lines().filter(line -> line.contains("store unreachable")).count(),
          "one line, not one a try");
      assertTrue(!second.standardError().contains(server.secret()), second::standardError);
    }
  }

  /** Only who stops it by a signal wants the end at once. */
  @Test
  void traceThatEndsByItselfWaitsForAStoreThatIsNotWellForAMoment() throws Exception {
    FaultPlan trouble = FaultPlan.script(Fault.ANSWER_503);
    try (StoreServers.Server server = StoreServers.S3.start();
        ChaosProxy proxy = new ChaosProxy(server.endpoint(), trouble)) {
      Packaged trace = trace(server, proxy.uri(), "--snapshots=1", "--flush-timeout=1m");
      assertEquals(0, trace.exitCode(), trace::standardError);
      assertEquals(1, proxy.counts().happened(Fault.ANSWER_503));
      assertTrue(trace.standardError().contains("uploading what is pending, for at most 60 s"));
      assertEquals(Set.of(), waiting());
    }
  }

  /** Each object's bytes and MD5, as a foreign client tells them. */
  private static Map<String, String> asToldByOurs(ObjectStore store) throws Exception {
    Map<String, String> objects = new TreeMap<>();
    for (StoredObject object : Listings.all(store)) {
      String name = object.name();
      byte[] bytes = read(store, name);
      byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
      objects.put(name, bytes.length + "|" + HexFormat.of().formatHex(md5));
    }
    return objects;
  }

  /** The manifests of snapshots that are published and still here. */
  private Set<String> waiting() {
    return Packaged.files(directory.resolve("out/linux_trace_v3_test"), ".json").stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.startsWith("process_"))
        .collect(Collectors.toSet());
  }

  private Packaged trace(StoreServers.Server server, URI endpoint, String... further) {
    List<String> arguments = new ArrayList<>(List.of("trace", "--interval=1s", "--output=out"));
    arguments.addAll(server.arguments(endpoint));
    arguments.addAll(List.of(further));
    return Packaged.start(
        directory, server.environment(endpoint), arguments.toArray(String[]::new));
  }

  /** The store's URI without the name of the option, and its options. */
  private Packaged verify(StoreServers.Server server, URI endpoint) {
    Stream<String> arguments =
        server.arguments(endpoint).stream().map(argument -> argument.replace("--store=", ""));
    return Packaged.start(
        directory,
        server.environment(endpoint),
        Stream.concat(Stream.of("verify"), arguments).toArray(String[]::new));
  }

  /** Content of each CSV and manifest of a snapshot, by file name. */
  private static Map<String, byte[]> snapshots(ObjectStore store) {
    Map<String, byte[]> snapshots = new HashMap<>();
    try {
      for (StoredObject object : Listings.rest(store.list("linux_trace_v3_test/", ""))) {
        String name = object.name().substring(object.name().lastIndexOf('/') + 1);
        // One server lists for a moment what it has not stored yet, under a longer name.
        if (name.matches("process_.*\\.(csv|json)")) {
          assertEquals(null, snapshots.put(name, read(store, object.name())), name);
        }
      }
    } catch (ObjectStoreException e) {
      throw new AssertionError(e);
    }
    return snapshots;
  }

  private static byte[] read(ObjectStore store, String name) {
    try (InputStream in = store.read(name)) {
      return in.readAllBytes();
    } catch (IOException | ObjectStoreException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertEveryPairIsWhole(Map<String, byte[]> snapshots) {
    int pairs = 0;
    for (Map.Entry<String, byte[]> file : snapshots.entrySet()) {
      if (file.getKey().endsWith(".json")) {
        JsonObject manifest =
            JsonParser.parseString(new String(file.getValue(), StandardCharsets.UTF_8))
                .getAsJsonObject();
        byte[] csv = snapshots.get(manifest.get("snapshot").getAsString());
        assertEquals(
            manifest.get("sha256").getAsString(), Packaged.sha256(Objects.requireNonNull(csv)));
        pairs++;
      }
    }
    assertEquals(snapshots.size(), 2 * pairs, snapshots.keySet().toString());
  }
}
