package procsnap.core.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import procsnap.core.port.UploadQueue.Publication;

/** Contract of {@link UploadQueue}. */
public abstract class UploadQueueContract {

  /** Queue under test, opened anew: pending objects are stored outside it. */
  protected abstract UploadQueue queue() throws StoreException;

  /**
   * Publishes a snapshot: a CSV and its manifest.
   *
   * @param number number of the snapshot: a higher one is younger
   */
  protected abstract void publish(int number) throws StoreException;

  /** Alters a byte of the snapshot's CSV where the queue reads it. */
  protected abstract void damage(int number) throws IOException;

  @Test
  void queueWithoutPublicationsIsEmpty() throws StoreException {
    assertEquals(0, queue().count());
    assertEquals(List.of(), queue().oldest(9, name -> false));
  }

  @Test
  void publicationsComeOldestFirstEachWithItsManifestLast() throws StoreException {
    publish(1);
    publish(2);
    publish(3);

    List<Publication> pending = queue().oldest(9, name -> false);

    assertEquals(3, pending.size());
    assertEquals(3, queue().count());
    assertEquals(pending.stream().map(Publication::name).sorted().toList(), names(pending));
    for (Publication publication : pending) {
      assertEquals(2, publication.objects().size());
      assertEquals(
          publication.name().replace(".json", ".csv"), publication.objects().get(0).name());
    }
  }

  @Test
  void limitAndExclusionsApply() throws StoreException {
    publish(1);
    publish(2);
    publish(3);
    List<String> all = names(queue().oldest(9, name -> false));

    assertEquals(all.subList(0, 2), names(queue().oldest(2, name -> false)));
    assertEquals(all.subList(1, 2), names(queue().oldest(1, all.get(0)::equals)));
  }

  @Test
  void contentCanBeReadMoreThanOnce() throws StoreException, IOException {
    publish(1);
    ObjectContent content = first().objects().get(0).content();
    byte[] bytes = bytes(content);

    assertEquals(bytes.length, content.bytes());
    assertArrayEquals(bytes, bytes(content));
  }

  @Test
  void confirmedObjectIsRemovedAndTheRestOfItsPublicationStaysPending() throws StoreException {
    publish(1);
    QueuedObject csv = first().objects().get(0);

    csv.confirm();

    assertEquals(1, queue().count());
    assertEquals(1, first().objects().size());
    assertThrows(StoreException.class, csv::content);
    assertThrows(StoreException.class, csv::confirm);
  }

  @Test
  void publicationIsNoLongerPendingWhenAllItsObjectsAreConfirmed() throws StoreException {
    publish(1);
    publish(2);
    Publication first = first();
    for (QueuedObject object : first.objects()) {
      object.confirm();
    }

    assertEquals(1, queue().count());
    assertEquals(1, queue().oldest(9, name -> false).size());
  }

  @Test
  void damagedContentIsNotReturned() throws StoreException, IOException {
    publish(1);
    damage(1);
    QueuedObject csv = first().objects().get(0);

    assertThrows(StoreException.class, csv::content);
    assertEquals(1, queue().count(), "it stays pending");
  }

  private Publication first() throws StoreException {
    return queue().oldest(1, name -> false).get(0);
  }

  private static List<String> names(List<Publication> publications) {
    return publications.stream().map(Publication::name).toList();
  }

  private static byte[] bytes(ObjectContent content) throws IOException {
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    }
  }
}
