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
 * so a server that starts too early, or cannot start anywhere but at the beginning, does no harm.
 */
public final class PagedCursor implements ObjectCursor {

  /**
   * One page of a listing.
   *
   * @param next token that requests the page after it, absent on the last page
   */
  public record Page(List<StoredObject> objects, Optional<String> next) {}

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
  private final Pages pages;
  private Iterator<StoredObject> page = Collections.emptyIterator();
  private Optional<String> token = Optional.empty();
  private String last;
  private boolean started;
  private boolean atLastPage;

  /**
   * @param what what is attempted, as "cannot list x"
   * @param startAfter the name after which the listing starts, empty for the beginning
   */
  public PagedCursor(String what, String startAfter, Pages pages) {
    this.what = what;
    this.last = startAfter;
    this.pages = pages;
  }

  @Override
  public Optional<StoredObject> next() throws ObjectStoreException {
    while (true) {
      while (page.hasNext()) {
        StoredObject object = page.next();
        if (ObjectStore.NAME_ORDER.compare(object.name(), last) > 0) {
          last = object.name();
          started = true;
          return Optional.of(object);
        }
        requireNotStarted();
      }
      if (atLastPage) {
        return Optional.empty();
      }
      turnPage();
    }
  }

  private void requireNotStarted() throws ObjectStoreException {
    if (started) {
      throw new ObjectStoreException(
          Kind.PERMANENT,
          what + ": the server does not list names in order: use one that does, as Amazon S3 does");
    }
  }

  private void turnPage() throws ObjectStoreException {
    Page turned = pages.request(token);
    if (turned.next().isPresent() && turned.next().equals(token)) {
      throw new ObjectStoreException(
          Kind.TRANSIENT, what + ": the server sends the same page again and again");
    }
    page = turned.objects().iterator();
    token = turned.next();
    atLastPage = token.isEmpty();
  }
}
