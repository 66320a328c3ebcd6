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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException.Kind;

/** What every object store promises; each test begins with an empty one. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface ObjectStoreContract {

  BytesContent CONTENT = BytesContent.of("timestamp,pid\n2026-11-22 10:15:00,1\n");
  int LARGE = 20 * 1024 * 1024;

  /** Names on a page of the listings of {@link #store()}. */
  int PAGE_SIZE = 5;

  int MANY = 23;
  int WRITERS = 8;

  /** The store under test, with pages of {@link #PAGE_SIZE}: the same one throughout a test. */
  ObjectStore store();

  /** The same kind of store with a bucket that is not there. */
  ObjectStore storeWithoutBucket();

  /** The same kind of store with credentials that are not good enough to write. */
  ObjectStore storeWithWrongCredentials();

  @Test
  default void objectIsCreatedAndReadBack() throws Exception {
    assertEquals(Put.CREATED, store().putIfAbsent("a/b/file.csv", CONTENT));
    assertArrayEquals(CONTENT.content(), read("a/b/file.csv"));
    assertEquals(List.of(new StoredObject("a/b/file.csv", CONTENT.bytes())), list(""));
  }

  /** Whether it can remove what was put there to try it. */
  default boolean removesTrials() {
    return true;
  }

  @Test
  default void trialIsRemovedOrSaidToStay() throws Exception {
    store().putIfAbsent("trial/file", CONTENT);
    assertEquals(removesTrials(), store().removeTrial("trial/file"));
    assertEquals(
        removesTrials() ? List.of() : List.of(new StoredObject("trial/file", CONTENT.bytes())),
        list(""));
  }

  @Test
  default void sameBytesAgainAreASuccess() throws Exception {
    store().putIfAbsent("file", CONTENT);
    assertEquals(Put.ALREADY_THERE, store().putIfAbsent("file", CONTENT));
    assertEquals(1, list("").size());
  }

  @Test
  default void otherBytesUnderATakenNameAreAConflictAndWhatIsThereStays() throws Exception {
    store().putIfAbsent("file", CONTENT);
    BytesContent sameLength = BytesContent.random((int) CONTENT.bytes(), 1);
    assertFails(Kind.CONFLICT, () -> store().putIfAbsent("file", sameLength));
    assertFails(Kind.CONFLICT, () -> store().putIfAbsent("file", BytesContent.of("")));
    assertArrayEquals(CONTENT.content(), read("file"));
  }

  @Test
  default void contentThatBelongsToOtherChecksumsIsNotStored() throws Exception {
    assertThrows(
        ObjectStoreException.class,
        () -> store().putIfAbsent("file", CONTENT.withWrongChecksums()));
    assertEquals(List.of(), list(""));
    assertEquals(Put.CREATED, store().putIfAbsent("file", CONTENT));
  }

  @Test
  default void contentThatEndsEarlyIsNotStored() throws Exception {
    BytesContent content = BytesContent.random(300_000, 2);
    assertThrows(
        ObjectStoreException.class, () -> store().putIfAbsent("file", content.thatEndsEarly()));
    assertEquals(List.of(), list(""));
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
    assertEquals(List.of(), list(""));
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
    assertEquals(List.of(new StoredObject(name, CONTENT.bytes())), list(""));
    assertArrayEquals(CONTENT.content(), read(name));
  }

  @Test
  default void missingObjectIsMissing() {
    assertFails(Kind.MISSING, () -> store().read("nothing"));
  }

  @Test
  default void listingIsOrderedAndGoesOverManyPages() throws Exception {
    List<String> names = putAll(numbered(MANY));
    store().putIfAbsent("machine2/other", CONTENT);

    assertEquals(names, names(list("machine/")));
    assertEquals(10, list("machine/process_0001").size());
    assertEquals(MANY + 1, list("machine").size());
    assertEquals(List.of(), list("nobody"));
  }

  @Test
  default void fullLastPageIsFollowedByTheEnd() throws Exception {
    List<String> names = putAll(numbered(2 * PAGE_SIZE));
    assertEquals(names, names(list("")));
  }

  @ParameterizedTest(name = "after {0}")
  @CsvSource({
    "machine/process_00003.csv, 4", // in the middle of a page
    "machine/process_00009.csv, 10", // the last of a page
    "machine/process_00003x, 4", // between two names
    "machine/process_00022.csv, 23", // the last of all
    "machine/z, 23", // behind the last
    "machine2, 23", // behind everything with the prefix
    "machine, 0", // before the prefix
    "a, 0", // before everything
    "'', 0"
  })
  default void listingStartsAfterAName(String startAfter, int skipped) throws Exception {
    List<String> names = putAll(numbered(MANY));
    store().putIfAbsent("before", CONTENT);
    store().putIfAbsent("machine1", CONTENT);
    List<StoredObject> listed = Listings.rest(store().list("machine/", startAfter));
    assertEquals(names.subList(skipped, MANY), names(listed));
  }

  /** Space and ! to . are smaller than the slash, digits and letters are greater. */
  @Test
  default void namesAroundTheSlashAreInTheOrderOfWholeNames() throws Exception {
    List<String> names =
        putAll(
            List.of(
                "a b", "a!/x", "a-b", "a-c/d", "a.b", "a/b", "a/b-c", "a/b.c", "a/c/d", "a/c0",
                "a/d", "a0b", "aa/a", "ab"));
    assertEquals(names, names(list("")));
    for (int i = 0; i < names.size(); i++) {
      List<StoredObject> rest = Listings.rest(store().list("", names.get(i)));
      assertEquals(names.subList(i + 1, names.size()), names(rest), "after " + names.get(i));
    }
    assertEquals(names.subList(5, 11), names(Listings.rest(store().list("a/", "a.b"))));
    assertEquals(names.subList(8, 11), names(Listings.rest(store().list("a/", "a/c/"))));
    assertEquals(names.subList(9, 11), names(Listings.rest(store().list("a/", "a/c/d"))));
  }

  @Test
  default void cursorRequestsNothingBeforeItIsMovedAndStaysAtTheEnd() throws Exception {
    ObjectCursor cursor = store().list("", "");
    store().putIfAbsent("file", CONTENT);
    assertEquals(Optional.of(new StoredObject("file", CONTENT.bytes())), cursor.next());
    assertEquals(Optional.empty(), cursor.next());
    assertEquals(Optional.empty(), cursor.next());
  }

  private static List<String> numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.format("machine/process_%05d.csv", i))
        .toList();
  }

  private List<String> putAll(List<String> names) throws Exception {
    List<Callable<Put>> puts = new ArrayList<>();
    for (String name : names) {
      puts.add(() -> store().putIfAbsent(name, CONTENT));
    }
    all(puts, 4);
    return names;
  }

  private static List<String> names(List<StoredObject> objects) {
    return objects.stream().map(StoredObject::name).toList();
  }

  @Test
  default void ofManyWritersOfOneNameOneWins() throws Exception {
    List<Callable<Put>> puts = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      BytesContent content = BytesContent.random(10_000, i);
      puts.add(() -> store().putIfAbsent("contended", content));
    }
    List<Put> won = new ArrayList<>();
    for (Future<Put> put : run(puts, WRITERS)) {
      try {
        won.add(put.get());
      } catch (ExecutionException e) {
        Kind kind = ((ObjectStoreException) Objects.requireNonNull(e.getCause())).kind();
        // One that came in the middle of another may be told to try again.
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
                // It may have been in time, too.
              }
            });
    putting.start();
    assertTrue(opened.await(30, TimeUnit.SECONDS));
    putting.interrupt();
    putting.join(30_000);
    assertTrue(!putting.isAlive(), "it goes on for ever");
    assertTrue(list("").stream().allMatch(object -> object.bytes() == LARGE));
    store().putIfAbsent("file", content);
    assertArrayEquals(content.content(), read("file"));
  }

  @Test
  default void missingBucketIsForPeopleToMend() {
    try (ObjectStore without = storeWithoutBucket()) {
      assertFails(Kind.PERMANENT, () -> without.putIfAbsent("file", CONTENT));
      assertFails(Kind.PERMANENT, () -> Listings.all(without));
    }
  }

  @Test
  default void wrongCredentialsAreForPeopleToMend() throws Exception {
    try (ObjectStore wrong = storeWithWrongCredentials()) {
      assertFails(Kind.PERMANENT, () -> wrong.putIfAbsent("file", CONTENT));
    }
    assertEquals(List.of(), list(""));
  }

  private static void assertFails(Kind kind, Callable<?> action) {
    ObjectStoreException failure = assertThrows(ObjectStoreException.class, action::call);
    assertEquals(kind, failure.kind(), failure::getMessage);
    assertTrue(String.valueOf(failure.getMessage()).matches("[^\\p{Cntrl}]{10,1000}"));
  }

  private List<StoredObject> list(String prefix) throws ObjectStoreException {
    return Listings.rest(store().list(prefix, ""));
  }

  private byte[] read(String name) throws ObjectStoreException, IOException {
    try (InputStream in = store().read(name)) {
      return in.readAllBytes();
    }
  }

  private static <T> void all(List<Callable<T>> actions, int threads) throws Exception {
    for (Future<T> done : run(actions, threads)) {
      done.get();
    }
  }

  private static <T> List<Future<T>> run(List<Callable<T>> actions, int threads)
      throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      return executor.invokeAll(actions);
    } finally {
      executor.shutdownNow();
    }
  }
}
