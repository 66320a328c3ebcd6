package procsnap.adapters.storage.http;

import procsnap.core.port.ObjectStoreException.Kind;

/** What a status that is no success means to a store, unless the store has more to say. */
public final class HttpStatus {

  private HttpStatus() {}

  /** Whether to try again, or to let people mend it. */
  public static Kind kind(int status) {
    boolean passes =
        switch (status) {
          // Redirects that are not for ever: a portal in between, perhaps.
          case 302, 303, 307 -> true;
          case 408, 409, 412, 425, 429 -> true;
          case 501, 505 -> false;
          default -> status >= 500;
        };
    return passes ? Kind.TRANSIENT : Kind.PERMANENT;
  }
}
