package procsnap.adapters.storage.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One request and its response. */
public final class HttpExchange implements AutoCloseable {

  private static final int LONGEST_ERROR = 64 * 1024;

  /** A page of 1,000 names of 1,024 bytes each, percent-encoded, and the properties of each. */
  private static final int LONGEST_TEXT = 4 * 1024 * 1024;

  private static final int PIECE = 16 * 1024;

  private final HttpClient client;
  private final HttpURLConnection connection;
  private final Thread caller = Thread.currentThread();

  /** Start of the current wait for the network, as {@link System#nanoTime()}. */
  private volatile long waitingSinceNanos;

  private volatile boolean waiting;
  private volatile @Nullable IOException abortReason;
  private boolean sending;
  private int status;
  private @Nullable InputStream response;
  private boolean bodyEnded;

  HttpExchange(HttpClient client, HttpURLConnection connection) {
    this.client = client;
    this.connection = connection;
  }

  /** Sends the request without a body and waits for the head of the response. */
  public void execute() throws IOException {
    watched(this::receiveHead);
  }

  /**
   * Sends the request with a body and waits for the head of the response.
   *
   * @param bytes length of the body; a shorter one makes the request fail
   */
  public void execute(InputStream body, long bytes) throws IOException {
    watched(
        () -> {
          sendBody(body, bytes);
          receiveHead();
        });
  }

  private interface Step {
    void run() throws IOException;
  }

  private void watched(Step step) throws IOException {
    startWaiting();
    Future<?> watch = client.watch(this);
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      // The JDK's connections are not made to be aborted by another thread: any exception may
      // result.
      connection.disconnect();
      IOException reason = abortReason;
      if (reason != null) {
        reason.addSuppressed(e);
        throw reason;
      }
      if (e instanceof IOException broken && isBrokenOff(broken)) {
        throw new TruncatedBodyException(broken);
      }
      // Of a port, a header or a length that the JDK does not check before it uses it.
      throw e instanceof IOException network ? network : new IOException("malformed response", e);
    } finally {
      watch.cancel(false);
    }
  }

  /** Whether the network failed after something was sent, rather than the body itself. */
  private boolean isBrokenOff(IOException failure) {
    return sending && waiting && !(failure instanceof SocketTimeoutException);
  }

  private void sendBody(InputStream body, long bytes) throws IOException {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(bytes);
    try (OutputStream out = connection.getOutputStream()) {
      sending = true;
      byte[] piece = new byte[PIECE];
      while (true) {
        // Reading may be slow on purpose: the rate of the upload may be limited.
        waiting = false;
        int count = body.read(piece);
        startWaiting();
        if (count < 0) {
          break;
        }
        out.write(piece, 0, count);
      }
    }
  }

  private void receiveHead() throws IOException {
    if (abortReason != null) {
      throw new IOException("aborted");
    }
    startWaiting();
    try {
      status = connection.getResponseCode();
    } catch (HttpRetryException e) {
      // The JDK reports a 401 or 407 to a request that it cannot repeat in this way.
      status = e.responseCode();
    }
    if (status < 100 || status > 599) {
      throw new ProtocolException("the response is not HTTP");
    }
    if (status < 400) {
      // A head that broke off shows only here.
      response = connection.getInputStream();
      if (isHeadShort()) {
        throw new EOFException("the response broke off");
      }
    } else {
      response = connection.getErrorStream();
    }
  }

  /**
   * Whether the head cannot be whole. The JDK accepts one that ends too early; but a whole head
   * either gives the length of the body, or says that it ends with the connection.
   */
  private boolean isHeadShort() {
    return status != HttpURLConnection.HTTP_NO_CONTENT
        && !connection.getRequestMethod().equals("HEAD")
        && header("Content-Length").isEmpty()
        && header("Transfer-Encoding").isEmpty()
        && header("Connection").isEmpty()
        && !String.valueOf(connection.getHeaderField(0)).startsWith("HTTP/1.0");
  }

  private void startWaiting() {
    waitingSinceNanos = System.nanoTime();
    waiting = true;
  }

  /** Aborts the request if there is a reason; called periodically until the request ends. */
  void check() {
    if (abortReason == null) {
      abortReason = reasonToAbort();
    }
    if (abortReason != null) {
      connection.disconnect();
    }
  }

  private @Nullable IOException reasonToAbort() {
    if (caller.isInterrupted()) {
      return new InterruptedIOException("interrupted");
    }
    if (client.isClosed()) {
      return new IOException("the client was closed");
    }
    long waited = System.nanoTime() - waitingSinceNanos;
    if (waiting && waited > client.noProgress().toNanos()) {
      return new SocketTimeoutException(
          "no progress for " + client.noProgress().toMillis() + " ms");
    }
    return null;
  }

  public int status() {
    return status;
  }

  /**
   * The headers of the response; their names are case-insensitive. Without the encoding of its
   * content: none was asked for, and what a client decodes is longer than what was bounded here.
   */
  public Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    connection
        .getHeaderFields()
        .forEach(
            (name, values) -> {
              // The JDK lists the status line under null.
              if (name != null && !name.equalsIgnoreCase("Content-Encoding")) {
                headers.put(name, values);
              }
            });
    return headers;
  }

  /** The last header of that name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(connection.getHeaderField(name));
  }

  /**
   * The body of a response that clients read as a whole, empty when there is none: an error is cut
   * after 64 KiB, and anything else fails after 4 MiB, whatever type it says that it has.
   */
  public InputStream body() throws IOException {
    return status < 300 ? whole(LONGEST_TEXT) : error();
  }

  /** The body of an object, of any length; an error is cut after 64 KiB. */
  public InputStream objectBody() throws IOException {
    return status < 300 ? whole(Long.MAX_VALUE) : error();
  }

  private InputStream error() throws IOException {
    try (this) {
      return new ByteArrayInputStream(shortBody(LONGEST_ERROR));
    }
  }

  private InputStream whole(long longest) {
    if (response == null) {
      return InputStream.nullInputStream();
    }
    boolean hasLength = !connection.getRequestMethod().equals("HEAD");
    return new ResponseBody(
        this, response, hasLength ? connection.getContentLengthLong() : -1, longest);
  }

  /**
   * The beginning of the body, which must arrive in the time that a request may make no progress.
   */
  public byte[] shortBody(int longest) throws IOException {
    long since = System.nanoTime();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    InputStream body = whole(Long.MAX_VALUE);
    while (text.size() < longest) {
      int count = body.read(piece, 0, Math.min(PIECE, longest - text.size()));
      if (count < 0) {
        break;
      }
      text.write(piece, 0, count);
      if (System.nanoTime() - since > client.noProgress().toNanos()) {
        throw new SocketTimeoutException("the response does not end");
      }
    }
    return text.toByteArray();
  }

  /**
   * Called by the body before each read.
   *
   * @throws IOException when the thread is interrupted or the client closed
   */
  void requireWanted() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
    if (client.isClosed()) {
      throw new IOException("the client was closed");
    }
  }

  /** Called by the body at its end. */
  void bodyEnded() {
    bodyEnded = true;
  }

  /**
   * Releases the connection for other requests if the response was read to its end, else closes it.
   */
  @Override
  public void close() {
    if (!bodyEnded) {
      connection.disconnect();
    }
  }
}
