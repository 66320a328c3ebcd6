package procsnap.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStore.StoredObject;

/** What the listings of every object store promise; each test begins with an empty one. */
public interface ObjectListingContract {

  BytesContent CONTENT = BytesContent.of("timestamp,pid\n2026-11-22 10:15:00,1\n");

  /** Names on a page of the listings of {@link #store()}. */
  int PAGE_SIZE = 5;

  int MANY = 23;

  /** The store under test, with pages of {@link #PAGE_SIZE}: the same one throughout a test. */
  ObjectStore store();

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
    for (Future<Put> done : InParallel.run(puts, 4)) {
      done.get();
    }
    return names;
  }

  private static List<String> names(List<StoredObject> objects) {
    return objects.stream().map(StoredObject::name).toList();
  }

  private List<StoredObject> list(String prefix) throws ObjectStoreException {
    return Listings.rest(store().list(prefix, ""));
  }
}
