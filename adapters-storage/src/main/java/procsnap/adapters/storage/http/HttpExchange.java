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

/** One request and its answer. */
public final class HttpExchange implements AutoCloseable {

  private static final int LONGEST_ERROR = 64 * 1024;

  /** A page of 1,000 names of 1,024 bytes each, percent-encoded, and what is told of each. */
  private static final int LONGEST_TEXT = 4 * 1024 * 1024;

  private static final int PIECE = 16 * 1024;

  private final HttpClient client;
  private final HttpURLConnection connection;
  private final Thread caller = Thread.currentThread();

  /** Since when the network has been waited for, as {@link System#nanoTime()}. */
  private volatile long waitingSinceNanos;

  private volatile boolean waiting;
  private volatile @Nullable IOException cut;
  private boolean sending;
  private int status;
  private @Nullable InputStream answer;
  private boolean bodyEnded;

  HttpExchange(HttpClient client, HttpURLConnection connection) {
    this.client = client;
    this.connection = connection;
  }

  /** Sends the request without a body and waits for the head of the answer. */
  public void execute() throws IOException {
    watched(this::receiveHead);
  }

  /**
   * Sends the request with a body and waits for the head of the answer.
   *
   * @param bytes how long the body is: one that ends earlier is not sent to its end
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
      // The JDK's connection is not made for being cut by another thread: anything may come of it.
      connection.disconnect();
      IOException reason = cut;
      if (reason != null) {
        reason.addSuppressed(e);
        throw reason;
      }
      if (e instanceof IOException broken && isBrokenOff(broken)) {
        throw new TruncatedBodyException(broken);
      }
      throw e;
    } finally {
      watch.cancel(false);
    }
  }

  /** Whether it is neither the network before anything was sent, nor the body itself. */
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
        // Reading may take its time: there may be a limit to how fast it is sent.
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
    if (cut != null) {
      throw new IOException("cut");
    }
    startWaiting();
    try {
      status = connection.getResponseCode();
    } catch (HttpRetryException e) {
      // How the JDK puts a 401 or 407 to a request that it cannot send again.
      status = e.responseCode();
    }
    if (status < 100) {
      throw new ProtocolException("the answer is not HTTP");
    }
    if (status < 400) {
      // A head that broke off in the middle shows only here.
      answer = connection.getInputStream();
      if (isHeadShort()) {
        throw new EOFException("the answer broke off");
      }
    } else {
      answer = connection.getErrorStream();
    }
  }

  /**
   * Whether the head cannot be whole. The JDK takes one that ends in its middle for one that ends
   * there; but an answer tells how long it is, or that its end is the connection's.
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

  /** Cuts the request when its time has come; called again and again until it has ended. */
  void look() {
    if (cut == null) {
      cut = reasonToCut();
    }
    if (cut != null) {
      connection.disconnect();
    }
  }

  private @Nullable IOException reasonToCut() {
    if (caller.isInterrupted()) {
      return new InterruptedIOException("interrupted");
    }
    if (client.isClosed()) {
      return new IOException("the client was closed");
    }
    long waited = System.nanoTime() - waitingSinceNanos;
    if (waiting && waited > client.noProgress().toNanos()) {
      return new SocketTimeoutException(
          "nothing moved for " + client.noProgress().toMillis() + " ms");
    }
    return null;
  }

  public int status() {
    return status;
  }

  /** The headers of the answer, their names in any case. */
  public Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    connection
        .getHeaderFields()
        .forEach(
            (name, values) -> {
              // The JDK has the status line under no name.
              if (name != null) {
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
   * The body of the answer, empty when there is none; bounded where clients read all of it: of what
   * is no success there are the first 64 KiB, and JSON or XML breaks off after 4 MiB.
   */
  public InputStream body() throws IOException {
    if (status < 300) {
      return whole();
    }
    try (this) {
      return new ByteArrayInputStream(shortBody(LONGEST_ERROR));
    }
  }

  private InputStream whole() {
    if (answer == null) {
      return InputStream.nullInputStream();
    }
    boolean hasLength = !connection.getRequestMethod().equals("HEAD");
    boolean isText = header("Content-Type").orElse("").matches("(?i).*(json|xml).*");
    return new ResponseBody(
        this,
        answer,
        hasLength ? connection.getContentLengthLong() : -1,
        isText ? LONGEST_TEXT : Long.MAX_VALUE);
  }

  /**
   * The body of an answer that has no need to be long: so much of it at most. However much it is,
   * it must come in the time that a request may stand still.
   */
  public byte[] shortBody(int longest) throws IOException {
    long since = System.nanoTime();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    InputStream body = whole();
    while (text.size() < longest) {
      int count = body.read(piece, 0, Math.min(PIECE, longest - text.size()));
      if (count < 0) {
        break;
      }
      text.write(piece, 0, count);
      if (System.nanoTime() - since > client.noProgress().toNanos()) {
        throw new SocketTimeoutException("the answer does not end");
      }
    }
    return text.toByteArray();
  }

  /**
   * Told by its body before each read.
   *
   * @throws IOException when nobody wants it any more
   */
  void requireWanted() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted");
    }
    if (client.isClosed()) {
      throw new IOException("the client was closed");
    }
  }

  /** Told by its body at its end. */
  void bodyEnded() {
    bodyEnded = true;
  }

  /** Lets the connection serve others when the answer was read to its end, or closes it. */
  @Override
  public void close() {
    if (!bodyEnded) {
      connection.disconnect();
    }
  }
}
