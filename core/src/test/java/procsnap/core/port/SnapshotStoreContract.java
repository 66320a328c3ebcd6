package procsnap.core.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static procsnap.core.trace.SnapshotFactsBuilder.facts;
import static procsnap.core.trace.SnapshotRows.row;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import procsnap.core.port.SnapshotStore.Draft;
import procsnap.core.trace.StoredSnapshot;
import procsnap.core.trace.TraceDescriptions;

/** Contract of {@link SnapshotStore}, checked through probes that each subclass provides. */
public abstract class SnapshotStoreContract {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00.123Z");

  /** Store under test: the same one throughout a test, without a trace at first. */
  protected abstract SnapshotStore store();

  /** Names of the snapshots that are visible to a reader of the trace. */
  protected abstract Set<String> visible();

  /** Bytes of a visible snapshot. */
  protected abstract byte[] bytes(String name);

  /** Number of rows in a visible snapshot. */
  protected abstract int rows(String name);

  /** Recorded reason for the end of the trace; absent before the end. */
  protected abstract Optional<String> endReason();

  @BeforeEach
  void openTrace() throws StoreException {
    store().openTrace(TraceDescriptions.startedAt(START));
  }

  @Test
  void openedTraceHasNoSnapshotAndNoEnd() {
    assertEquals(Set.of(), visible());
    assertEquals(Optional.empty(), endReason());
  }

  @Test
  void publishingReturnsTheVisibleName() throws StoreException {
    StoredSnapshot stored = publish(START, 1);

    assertEquals(Set.of(stored.name()), visible());
  }

  @Test
  void publishingReturnsTheStoredSize() throws StoreException {
    StoredSnapshot stored = publish(START, 3);

    assertEquals(bytes(stored.name()).length, stored.bytes());
  }

  @Test
  void everyAddedRowIsPublished() throws StoreException {
    assertEquals(0, rows(publish(START, 0).name()));
    assertEquals(1, rows(publish(START.plusSeconds(1), 1).name()));
    assertEquals(1000, rows(publish(START.plusSeconds(2), 1000).name()));
  }

  @Test
  void draftIsInvisibleUntilPublished() throws StoreException {
    try (Draft draft = store().draft(START)) {
      assertEquals(Set.of(), visible());
      for (int pid = 1; pid <= 1000; pid++) {
        draft.add(row(pid).build());
      }
      assertEquals(Set.of(), visible());
    }
  }

  @Test
  void closingAnUnpublishedDraftLeavesNothing() throws StoreException {
    StoredSnapshot before = publish(START, 1);

    try (Draft draft = store().draft(START.plusSeconds(1))) {
      draft.add(row(1).build());
    }

    assertEquals(Set.of(before.name()), visible());
  }

  @Test
  void closingAnUnpublishedDraftFreesItsInstant() throws StoreException {
    store().draft(START).close();

    assertEquals(Set.of(publish(START, 1).name()), visible());
  }

  @Test
  void closingAPublishedDraftDoesNothing() throws StoreException {
    Draft first = store().draft(START);
    StoredSnapshot stored = first.publish(facts().startedAt(START).build());
    try (Draft second = store().draft(START)) {
      first.close();
      first.close();
      assertEquals(Set.of(stored.name()), visible());

      StoredSnapshot next = second.publish(facts().startedAt(START).build());
      assertEquals(Set.of(stored.name(), next.name()), visible());
    }
  }

  @Test
  void snapshotsOfTheSameInstantGetDifferentNamesAndAllSurvive() throws StoreException {
    StoredSnapshot first = publish(START, 1);
    byte[] firstBytes = bytes(first.name());
    StoredSnapshot second = publish(START, 2);
    StoredSnapshot third = publish(START, 3);

    assertNotEquals(first.name(), second.name());
    assertEquals(Set.of(first.name(), second.name(), third.name()), visible());
    assertArrayEquals(firstBytes, bytes(first.name()));
    assertEquals(1, rows(first.name()));
    assertEquals(2, rows(second.name()));
    assertEquals(3, rows(third.name()));
  }

  @Test
  void closingTheTraceRecordsTheReasonAndKeepsItsSnapshots() throws StoreException {
    StoredSnapshot stored = publish(START, 1);

    store().closeTrace(TraceDescriptions.stoppedAt(START.plusSeconds(2), 1));

    assertEquals(Optional.of("stopped"), endReason());
    assertEquals(Set.of(stored.name()), visible());
  }

  private StoredSnapshot publish(Instant startedAt, int rows) throws StoreException {
    try (Draft draft = store().draft(startedAt)) {
      for (int pid = 1; pid <= rows; pid++) {
        draft.add(row(pid).build());
      }
      return draft.publish(facts().startedAt(startedAt).rows(rows).build());
    }
  }
}
