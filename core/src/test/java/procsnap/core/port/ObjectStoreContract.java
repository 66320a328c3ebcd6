package procsnap.core.port;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException.Kind;

/** What every object store promises; each test begins with an empty one. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface ObjectStoreContract extends ObjectListingContract {

  int LARGE = 20 * 1024 * 1024;
  int WRITERS = 8;

  /** The same kind of store with a bucket that does not exist. */
  ObjectStore storeWithoutBucket();

  /** The same kind of store with credentials that may not write. */
  ObjectStore storeWithWrongCredentials();

  @Test
  default void objectIsCreatedAndReadBack() throws Exception {
    assertEquals(Put.CREATED, store().putIfAbsent("a/b/file.csv", CONTENT));
    assertArrayEquals(CONTENT.content(), read("a/b/file.csv"));
    assertEquals(List.of(new StoredObject("a/b/file.csv", CONTENT.bytes())), Listings.all(store()));
  }

  @Test
  default void sameBytesAgainSucceed() throws Exception {
    store().putIfAbsent("file", CONTENT);
    assertEquals(Put.ALREADY_THERE, store().putIfAbsent("file", CONTENT));
    assertEquals(1, Listings.all(store()).size());
  }

  @Test
  default void otherBytesUnderATakenNameAreAConflictAndChangeNothing() throws Exception {
    store().putIfAbsent("file", CONTENT);
    BytesContent sameLength = BytesContent.random((int) CONTENT.bytes(), 1);
    assertFails(Kind.CONFLICT, () -> store().putIfAbsent("file", sameLength));
    assertFails(Kind.CONFLICT, () -> store().putIfAbsent("file", BytesContent.of("")));
    assertArrayEquals(CONTENT.content(), read("file"));
  }

  @Test
  default void contentWithWrongChecksumsIsNotStored() throws Exception {
    assertThrows(
        ObjectStoreException.class,
        () -> store().putIfAbsent("file", CONTENT.withWrongChecksums()));
    assertEquals(List.of(), Listings.all(store()));
    assertEquals(Put.CREATED, store().putIfAbsent("file", CONTENT));
  }

  @Test
  default void contentThatEndsEarlyIsNotStored() throws Exception {
    BytesContent content = BytesContent.random(300_000, 2);
    assertThrows(
        ObjectStoreException.class, () -> store().putIfAbsent("file", content.thatEndsEarly()));
    assertEquals(List.of(), Listings.all(store()));
    assertEquals(Put.CREATED, store().putIfAbsent("file", content));
  }

  @Test
  default void contentThatCannotBeReadIsNotStored() throws Exception {
    ObjectContent unreadable =
        CONTENT.openedBy(
            () -> {
              throw new IOException("Input/output error");
            });
    assertThrows(ObjectStoreException.class, () -> store().putIfAbsent("file", unreadable));
    assertEquals(List.of(), Listings.all(store()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 300_000, LARGE})
  default void contentOfAnySizeComesBackAsItWent(int length) throws Exception {
    BytesContent content = BytesContent.random(length, length);
    assertEquals(Put.CREATED, store().putIfAbsent("file", content));
    assertArrayEquals(content.content(), read("file"));
    assertEquals(Put.ALREADY_THERE, store().putIfAbsent("file", content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space",
        "plus+percent%2Fand%",
        "question?hash#and&amp;",
        "quote'\"",
        "ümläut/日本語/🐧",
        "dots../...a/.b",
        "a=b,c;d:e@f!g$h(i)*j~k[l]{m}",
      })
  default void nameWithOddCharactersIsKept(String name) throws Exception {
    assertEquals(Put.CREATED, store().putIfAbsent(name, CONTENT));
    assertEquals(Put.ALREADY_THERE, store().putIfAbsent(name, CONTENT));
    assertEquals(List.of(new StoredObject(name, CONTENT.bytes())), Listings.all(store()));
    assertArrayEquals(CONTENT.content(), read(name));
  }

  @Test
  default void missingObjectIsMissing() {
    assertFails(Kind.MISSING, () -> store().read("nothing"));
  }

  @Test
  default void ofManyWritersOfOneNameOneWins() throws Exception {
    List<Callable<Put>> puts = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      BytesContent content = BytesContent.random(10_000, i);
      puts.add(() -> store().putIfAbsent("contended", content));
    }
    List<Put> won = new ArrayList<>();
    for (Future<Put> put : InParallel.run(puts, WRITERS)) {
      try {
        won.add(put.get());
      } catch (ExecutionException e) {
        Kind kind = ((ObjectStoreException) Objects.requireNonNull(e.getCause())).kind();
        // A put that met another one may be asked to try again.
        assertTrue(kind == Kind.CONFLICT || kind == Kind.TRANSIENT, kind.toString());
      }
    }
    assertEquals(List.of(Put.CREATED), won);
    assertEquals(10_000, read("contended").length);
  }

  @Test
  default void interruptedPutLeavesTheObjectWholeOrNotAtAll() throws Exception {
    BytesContent content = BytesContent.random(LARGE, 5);
    CountDownLatch opened = new CountDownLatch(1);
    ObjectContent slow =
        content.openedBy(
            () -> {
              opened.countDown();
              return content.open();
            });
    Thread putting =
        new Thread(
            () -> {
              try {
                store().putIfAbsent("file", slow);
              } catch (ObjectStoreException expected) {
                // It may also have been in time.
              }
            });
    putting.start();
    assertTrue(opened.await(30, TimeUnit.SECONDS));
    putting.interrupt();
    putting.join(30_000);
    assertTrue(!putting.isAlive(), "the put does not end");
    assertTrue(Listings.all(store()).stream().allMatch(object -> object.bytes() == LARGE));
    store().putIfAbsent("file", content);
    assertArrayEquals(content.content(), read("file"));
  }

  @Test
  default void missingBucketIsPermanent() {
    try (ObjectStore without = storeWithoutBucket()) {
      assertFails(Kind.PERMANENT, () -> without.putIfAbsent("file", CONTENT));
      assertFails(Kind.PERMANENT, () -> Listings.all(without));
    }
  }

  @Test
  default void wrongCredentialsArePermanent() throws Exception {
    try (ObjectStore wrong = storeWithWrongCredentials()) {
      assertFails(Kind.PERMANENT, () -> wrong.putIfAbsent("file", CONTENT));
    }
    assertEquals(List.of(), Listings.all(store()));
  }

  private static void assertFails(Kind kind, Callable<?> action) {
    ObjectStoreException failure = assertThrows(ObjectStoreException.class, action::call);
    assertEquals(kind, failure.kind(), failure::getMessage);
    assertTrue(String.valueOf(failure.getMessage()).matches("[^\\p{Cntrl}]{10,1000}"));
  }

  private byte[] read(String name) throws ObjectStoreException, IOException {
    try (InputStream in = store().read(name)) {
      return in.readAllBytes();
    }
  }
}
