package procsnap.adapters.storage.chaos;

/** What can go wrong between a client and its server, one request at a time. */
public enum Fault {
  /** Nothing: the request is forwarded and so is its answer. */
  NONE(Where.NOWHERE, 0),
  ANSWER_400(Where.INSTEAD, 400),
  ANSWER_401(Where.INSTEAD, 401),
  ANSWER_403(Where.INSTEAD, 403),
  ANSWER_408(Where.INSTEAD, 408),
  /** With a Retry-After of {@link #RETRY_AFTER_SECONDS}. */
  ANSWER_429(Where.INSTEAD, 429),
  ANSWER_500(Where.INSTEAD, 500),
  ANSWER_503(Where.INSTEAD, 503),
  /** To a server at another host, which keeps what it is told. */
  REDIRECT_301(Where.INSTEAD, 301),
  REDIRECT_307(Where.INSTEAD, 307),
  /** A reason and a message in JSON that would take over a terminal or forge a line of a log. */
  HOSTILE_JSON(Where.INSTEAD, 400),
  /** The same in XML. */
  HOSTILE_XML(Where.INSTEAD, 400),
  /** An error whose body hardly ends: {@link #ENDLESS_BYTES}. */
  ENDLESS(Where.INSTEAD, 503),
  /** The server is gone, nobody listens, and a moment later it is back. */
  REFUSE(Where.CONNECTION, 0),
  /** Half of the request's body is forwarded, then both connections are reset. */
  RESET_REQUEST(Where.REQUEST, 0),
  /** After 256 KiB of the request's body, or at its end, nothing is read or answered any more. */
  STALL(Where.REQUEST, 0),
  /** All is forwarded, and the connection closed in place of an answer. */
  LOSE_ANSWER(Where.ANSWER, 0),
  /** The answer ends in its middle. */
  CUT_ANSWER(Where.ANSWER, 0),
  /** All is forwarded, and the connection reset in place of an answer. */
  RESET_ANSWER(Where.ANSWER, 0),
  /** The answer comes one byte at a time, with a second between them. */
  TRICKLE(Where.ANSWER, 0),
  /** The checksums in the answer, in its head and its JSON, are those of other bytes. */
  WRONG_CHECKSUM(Where.ANSWER, 0),
  /** The answer, its head and its JSON, says nothing of checksums. */
  NO_CHECKSUM(Where.ANSWER, 0);

  public static final int RETRY_AFTER_SECONDS = 7;
  static final int STALL_BYTES = 256 * 1024;
  static final int ENDLESS_BYTES = 64 * 1024 * 1024;

  /** The place of a fault on the way of a request. */
  enum Where {
    NOWHERE,
    /** Before the request: the connection itself. */
    CONNECTION,
    /** The request is answered and not forwarded. */
    INSTEAD,
    /** While the request is forwarded. */
    REQUEST,
    /** After the request was forwarded whole. */
    ANSWER
  }

  private final Where where;
  private final int status;

  Fault(Where where, int status) {
    this.where = where;
    this.status = status;
  }

  Where where() {
    return where;
  }

  int status() {
    return status;
  }

  boolean isRedirect() {
    return this == REDIRECT_301 || this == REDIRECT_307;
  }

  boolean concernsChecksums() {
    return this == WRONG_CHECKSUM || this == NO_CHECKSUM;
  }

  /** Whether the fault can happen to this request at all. */
  boolean canHit(HttpHead request) {
    return switch (this) {
      case RESET_REQUEST -> request.isChunked() || request.length() > 1;
      case STALL -> request.isChunked() || request.length() >= STALL_BYTES;
      case HOSTILE_JSON, HOSTILE_XML, ENDLESS -> !request.method().equals("HEAD");
      default -> true;
    };
  }
}
