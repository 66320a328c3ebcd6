package procsnap.adapters.storage.http;

import java.util.List;
import java.util.Set;
import procsnap.core.port.ObjectStoreException.Kind;

/**
 * The one table of what an HTTP status means to an object store. Exceptions that a vendor documents
 * are beside it, in that store's adapter; docs/stores.md has both.
 */
public final class HttpStatus {

  /**
   * The meaning of a range of statuses.
   *
   * @param statuses as docs have it, such as "5xx" or "302, 303"
   */
  record Row(String statuses, int first, int last, Kind kind, String reason) {

    static Row of(int status, Kind kind, String reason) {
      return new Row(Integer.toString(status), status, status, kind, reason);
    }
  }

  /** The first row that has a status decides. */
  static final List<Row> TABLE =
      List.of(
          Row.of(302, Kind.TRANSIENT, "moved for now: often a login page of the network"),
          Row.of(303, Kind.TRANSIENT, "likewise"),
          Row.of(307, Kind.TRANSIENT, "moved for now: S3 sends it until a new bucket is known"),
          Row.of(401, Kind.PERMANENT, "credentials are missing, wrong or expired"),
          Row.of(403, Kind.PERMANENT, "these credentials may not do this"),
          Row.of(404, Kind.MISSING, "no such object; to a put or a listing: no such bucket"),
          Row.of(408, Kind.TRANSIENT, "the request arrived too slowly"),
          Row.of(409, Kind.CONFLICT, "the name may be taken: what exists is compared"),
          Row.of(
              412,
              Kind.CONFLICT,
              "the name is taken: what exists is compared; if nothing does, a policy: permanent"),
          Row.of(425, Kind.TRANSIENT, "sent too early: the same request works later"),
          Row.of(429, Kind.TRANSIENT, "too many requests: Retry-After is respected"),
          Row.of(501, Kind.PERMANENT, "the server lacks the operation, and will tomorrow"),
          Row.of(505, Kind.PERMANENT, "the server does not speak HTTP/1.1"),
          new Row("1xx, 2xx", 100, 299, Kind.PERMANENT, "not the response of a store"),
          new Row("3xx", 300, 399, Kind.PERMANENT, "moved for good: redirects are not followed"),
          new Row("4xx", 400, 499, Kind.PERMANENT, "the same request fails again"),
          new Row("5xx", 500, 999, Kind.TRANSIENT, "the server or a proxy before it failed"));

  /** Error codes of S3 and Azure that come with a 400, yet only the transfer was damaged. */
  static final Set<String> DAMAGED_TRANSFER =
      Set.of(
          "BadDigest",
          "IncompleteBody",
          "Md5Mismatch",
          "RequestTimeout",
          "XAmzContentChecksumMismatch",
          "XAmzContentSHA256Mismatch");

  private HttpStatus() {}

  /** Looks a status up in the table. */
  public static Kind kind(int status) {
    for (Row row : TABLE) {
      if (row.first() <= status && status <= row.last()) {
        return row.kind();
      }
    }
    throw new IllegalArgumentException("not an HTTP status: " + status);
  }

  /**
   * The kind of a failure when there is no object to compare or to read. After a 409 the name is
   * free again, so the request may be repeated; a 412 is then the store's policy; and what is
   * missing is the bucket.
   *
   * @param code the store's own error code, empty when it has none
   */
  public static Kind failure(int status, String code) {
    if (DAMAGED_TRANSFER.contains(code)) {
      return Kind.TRANSIENT;
    }
    if (status == 412) {
      return Kind.PERMANENT;
    }
    return switch (kind(status)) {
      case CONFLICT, TRANSIENT -> Kind.TRANSIENT;
      case MISSING, PERMANENT -> Kind.PERMANENT;
    };
  }
}
