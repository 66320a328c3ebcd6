package procsnap.adapters.storage;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.StoredObject;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/**
 * A cursor over a listing that a server sends page by page. It skips what comes before the start,
 * so a server that starts too early, or cannot start anywhere but at the beginning, does no harm. A
 * server whose keys do not rise, are not what was asked for, or whose pages do not end is not
 * believed.
 */
public final class PagedCursor implements ObjectCursor {

  /**
   * One page of a listing.
   *
   * @param objects with their whole keys in place of names
   * @param next token that requests the page after it, absent on the last page
   */
  public record Page(List<StoredObject> objects, Optional<String> next) {}

  /** Some servers send pages without objects, but not this many in a row. */
  private static final int MOST_EMPTY_PAGES = 1000;

  /** Requests pages from a server. */
  @FunctionalInterface
  public interface Pages {

    /**
     * Requests a page.
     *
     * @param token the token that the page before it had, absent for the first page
     */
    Page request(Optional<String> token) throws ObjectStoreException;
  }

  private final String what;
  private final String root;
  private final String begin;
  private final String startAfter;
  private final Pages pages;
  private Iterator<StoredObject> page = Collections.emptyIterator();
  private Optional<String> token = Optional.empty();
  private String last = "";
  private int emptyPages;
  private boolean atLastPage;

  /**
   * @param what what is attempted, as "cannot list x"
   * @param root start of all keys of the store, which is no part of a name
   * @param begin start of the names that are listed
   * @param startAfter the name after which the listing starts, empty for the beginning
   */
  public PagedCursor(String what, String root, String begin, String startAfter, Pages pages) {
    this.what = what;
    this.root = root;
    this.begin = begin;
    this.startAfter = startAfter;
    this.pages = pages;
  }

  @Override
  public Optional<StoredObject> next() throws ObjectStoreException {
    while (true) {
      while (page.hasNext()) {
        StoredObject object = page.next();
        // The marker of a directory has no name.
        if (!object.name().equals(root)) {
          String name = name(object);
          if (ObjectStore.NAME_ORDER.compare(name, startAfter) > 0) {
            return Optional.of(new StoredObject(name, object.bytes()));
          }
        }
      }
      if (atLastPage) {
        return Optional.empty();
      }
      turnPage();
    }
  }

  private String name(StoredObject object) throws ObjectStoreException {
    if (!object.name().startsWith(root + begin) || object.bytes() < 0) {
      throw new ObjectStoreException(
          Kind.TRANSIENT, what + ": the server lists objects that were not asked for");
    }
    String name = object.name().substring(root.length());
    if (ObjectStore.NAME_ORDER.compare(name, last) <= 0) {
      throw new ObjectStoreException(
          Kind.PERMANENT,
          what + ": the server does not list names in order: use one that does, as Amazon S3 does");
    }
    last = name;
    return name;
  }

  private void turnPage() throws ObjectStoreException {
    Page turned = pages.request(token);
    emptyPages = turned.objects().isEmpty() ? emptyPages + 1 : 0;
    boolean isSame = turned.next().isPresent() && turned.next().equals(token);
    if (isSame || emptyPages > MOST_EMPTY_PAGES) {
      throw new ObjectStoreException(
          Kind.TRANSIENT, what + ": the server sends the same page again and again");
    }
    page = turned.objects().iterator();
    token = turned.next();
    atLastPage = token.isEmpty();
  }
}
