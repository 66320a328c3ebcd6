package procsnap.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static procsnap.core.trace.SnapshotFactsBuilder.facts;
import static procsnap.core.trace.SnapshotRows.row;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import procsnap.core.port.InMemorySnapshotStore.Published;
import procsnap.core.port.SnapshotStore.Draft;
import procsnap.core.trace.SnapshotFacts;
import procsnap.core.trace.SnapshotRow;

/**
 * The snapshot store in memory against the contract of snapshot stores, and its additional
 * functions for tests.
 */
final class InMemorySnapshotStoreTest extends SnapshotStoreContract {

  private final InMemorySnapshotStore store = new InMemorySnapshotStore();

  @Override
  protected SnapshotStore store() {
    return store;
  }

  @Override
  protected Set<String> visible() {
    return store.published().stream().map(p -> p.stored().name()).collect(Collectors.toSet());
  }

  @Override
  protected byte[] bytes(String name) {
    return published(name).bytes();
  }

  @Override
  protected int rows(String name) {
    return published(name).rows().size();
  }

  @Override
  protected Optional<String> endReason() {
    return store.end().map(end -> end.reason().label());
  }

  private Published published(String name) {
    return store.published().stream()
        .filter(snapshot -> snapshot.stored().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void exposesPublishedRowsAndFacts() throws StoreException {
    SnapshotRow row = row(7).name("seven").build();
    SnapshotFacts facts = facts().number(3).build();
    try (Draft draft = store.draft(Instant.EPOCH)) {
      draft.add(row);
      draft.publish(facts);
    }

    Published published = store.published().get(0);
    assertEquals(List.of(row), published.rows());
    assertEquals(facts, published.facts());
    assertEquals(Instant.EPOCH, published.startedAt());
    assertEquals(0, store.openDrafts());
  }

  @Test
  void failsAtTheDraftUntilRecovery() throws StoreException {
    store.failAtDraft();
    assertThrows(StoreException.class, () -> store.draft(Instant.EPOCH));

    store.recover();
    store.draft(Instant.EPOCH).close();
    assertEquals(0, store.openDrafts());
  }

  @Test
  void failsAtTheRequestedRowAndTakesNoMore() throws StoreException {
    store.failAtAdd(2);
    try (Draft draft = store.draft(Instant.EPOCH)) {
      draft.add(row(1).build());
      assertThrows(StoreException.class, () -> draft.add(row(2).build()));
      assertThrows(IllegalStateException.class, () -> draft.add(row(3).build()));
      assertThrows(IllegalStateException.class, () -> draft.publish(facts().build()));
    }
    assertEquals(List.of(), store.published());
  }

  @Test
  void failsAtPublishingAndExposesNothing() throws StoreException {
    store.failAtPublish();
    try (Draft draft = store.draft(Instant.EPOCH)) {
      assertThrows(StoreException.class, () -> draft.publish(facts().build()));
    }
    assertEquals(List.of(), store.published());
  }
}
