package procsnap.adapters.storage.chaos;

/** What can go wrong between a client and its server, one request at a time. */
public enum Fault {
  /** Nothing: request and response are forwarded. */
  NONE(Where.NOWHERE, 0),
  ANSWER_400(Where.INSTEAD, 400),
  ANSWER_401(Where.INSTEAD, 401),
  ANSWER_403(Where.INSTEAD, 403),
  ANSWER_408(Where.INSTEAD, 408),
  /** With a Retry-After of {@link #RETRY_AFTER_SECONDS}. */
  ANSWER_429(Where.INSTEAD, 429),
  ANSWER_500(Where.INSTEAD, 500),
  ANSWER_503(Where.INSTEAD, 503),
  /** To a server at another host, which records what it receives. */
  REDIRECT_301(Where.INSTEAD, 301),
  REDIRECT_307(Where.INSTEAD, 307),
  /** A reason and a message in JSON that would take over a terminal or forge a line of a log. */
  HOSTILE_JSON(Where.INSTEAD, 400),
  /** The same in XML. */
  HOSTILE_XML(Where.INSTEAD, 400),
  /** An error whose body hardly ends: {@link #ENDLESS_BYTES}. */
  ENDLESS(Where.INSTEAD, 503),
  /** The server refuses connections for a moment. */
  REFUSE(Where.CONNECTION, 0),
  /** Half of the request's body is forwarded, then both connections are reset. */
  RESET_REQUEST(Where.REQUEST, 0),
  /** After 256 KiB of the request's body, or at its end, nothing more is read or sent. */
  STALL(Where.REQUEST, 0),
  /** The request is forwarded, and the connection closed instead of a response. */
  LOSE_ANSWER(Where.ANSWER, 0),
  /** The response ends in its middle. */
  CUT_ANSWER(Where.ANSWER, 0),
  /** The request is forwarded, and the connection reset instead of a response. */
  RESET_ANSWER(Where.ANSWER, 0),
  /** The response comes one byte at a time, a second apart. */
  TRICKLE(Where.ANSWER, 0),
  /** The checksums in the response, in its head and its JSON, are those of other bytes. */
  WRONG_CHECKSUM(Where.ANSWER, 0),
  /** The response has no checksums in its head or JSON. */
  NO_CHECKSUM(Where.ANSWER, 0),
  /** The response is changed at random, see {@link ResponseMutations}. */
  MUTATED(Where.ANSWER, 0);

  public static final int RETRY_AFTER_SECONDS = 7;
  static final int STALL_BYTES = 256 * 1024;
  static final int ENDLESS_BYTES = 64 * 1024 * 1024;

  /** Stage of a request at which a fault happens. */
  enum Where {
    NOWHERE,
    /** Before the request: the connection itself. */
    CONNECTION,
    /** The proxy responds instead of forwarding the request. */
    INSTEAD,
    /** While the request is forwarded. */
    REQUEST,
    /** After the complete request was forwarded. */
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

  /** Whether a seeded plan deals it: the others lead to results that nobody can foretell. */
  public boolean isDealt() {
    return this != NONE && this != MUTATED;
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
