package procsnap.adapters.storage.http;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * A client for HTTP/1.1 whose requests are aborted when they make no progress, when their thread is
 * interrupted, and when the client is closed. It follows no redirect and sends nothing twice.
 *
 * <p>It uses the connections of the JDK, which need the least memory. They have no time limit for
 * writing and ignore interrupts, so a thread watches the requests that are under way.
 */
public final class HttpClient implements AutoCloseable {

  /** How long a request to a store may make no progress before it is aborted. */
  public static final Duration NO_PROGRESS = Duration.ofSeconds(60);

  private static final long CHECK_MILLIS = 50;

  private final Duration noProgress;
  private final SSLSocketFactory tls;
  private final ScheduledThreadPoolExecutor watch;
  private volatile boolean closed;

  /**
   * @param noProgress how long a request may make no progress
   */
  public HttpClient(Duration noProgress) {
    this(noProgress, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  HttpClient(Duration noProgress, SSLSocketFactory tls) {
    this.noProgress = noProgress;
    this.tls = new TlsSockets(tls);
    this.watch = new ScheduledThreadPoolExecutor(1, HttpClient::watchThread);
    watch.setRemoveOnCancelPolicy(true);
    watch.setContinueExistingPeriodicTasksAfterShutdownPolicy(true);
  }

  private static Thread watchThread(Runnable task) {
    Thread thread = new Thread(task, "http-watch");
    thread.setDaemon(true);
    return thread;
  }

  /** Prepares a request, with or without a body. */
  public HttpExchange request(String method, URI uri, Map<String, List<String>> headers)
      throws IOException {
    if (!(open(uri) instanceof HttpURLConnection connection)) {
      throw new MalformedURLException("neither http nor https");
    }
    if (connection instanceof HttpsURLConnection secure) {
      secure.setSSLSocketFactory(tls);
    }
    int timeoutMillis = (int) Math.min(Integer.MAX_VALUE, noProgress.toMillis());
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(method);
    try {
      headers.forEach(
          (name, values) -> values.forEach(value -> connection.addRequestProperty(name, value)));
      connection.setRequestProperty("Accept-Encoding", "identity");
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("a header has invalid characters");
    }
    return new HttpExchange(this, connection);
  }

  private static URLConnection open(URI uri) throws IOException {
    try {
      return uri.toURL().openConnection();
    } catch (IllegalArgumentException e) {
      throw new MalformedURLException("not an absolute URL");
    }
  }

  Duration noProgress() {
    return noProgress;
  }

  boolean isClosed() {
    return closed;
  }

  /** Watches an exchange until the result is cancelled. */
  Future<?> watch(HttpExchange exchange) throws IOException {
    try {
      return watch.scheduleWithFixedDelay(
          exchange::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      throw new IOException("the client is closed", e);
    }
  }

  /** Closes the client; requests under way fail. */
  @Override
  public void close() {
    // The thread ends when it has aborted the requests that it still watches.
    closed = true;
    watch.shutdown();
  }
}
