package procsnap.adapters.storage.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import procsnap.adapters.format.csv.CsvTexts;
import procsnap.core.port.SnapshotStore;
import procsnap.core.port.SnapshotStoreContract;

/** Contract of snapshot stores for the local store; a snapshot exists if CSV and manifest do. */
final class LocalSnapshotStoreContractTest extends SnapshotStoreContract {

  /** Stamp of the instant at which the contract opens its trace. */
  private static final String TRACE = "20261122_100000_123";

  private final LocalTree tree;
  private final SnapshotStore store;

  LocalSnapshotStoreContractTest(@TempDir Path directory) throws IOException {
    tree = new LocalTree(directory);
    store = tree.store(CsvTexts.PLAIN);
  }

  @AfterEach
  void release() throws IOException {
    tree.close();
  }

  private Path trace() {
    return tree.machine().resolve(TRACE);
  }

  @Override
  protected SnapshotStore store() {
    return store;
  }

  @Override
  protected Set<String> visible() {
    try {
      Set<String> names = LocalTree.names(trace().resolve("process"));
      return names.stream()
          .filter(name -> names.contains(name.replaceFirst("[.]csv$", ".json")))
          .filter(name -> name.endsWith(".csv"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("listing", e);
    }
  }

  @Override
  protected byte[] bytes(String name) {
    try {
      return Files.readAllBytes(trace().resolve("process").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("reading", e);
    }
  }

  @Override
  protected int rows(String name) {
    String text = new String(bytes(name), StandardCharsets.UTF_8);
    try (CSVParser parser =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(text))) {
      return parser.getRecords().size();
    } catch (IOException e) {
      throw new UncheckedIOException("parsing", e);
    }
  }

  @Override
  protected Optional<String> endReason() {
    Path end = trace().resolve("end.json");
    try {
      return Files.exists(end)
          ? Optional.of(LocalTree.json(end).get("reason").getAsString())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading", e);
    }
  }
}
