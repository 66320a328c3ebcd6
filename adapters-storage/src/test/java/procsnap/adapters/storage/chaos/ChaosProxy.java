package procsnap.adapters.storage.chaos;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reverse proxy of HTTP/1.1 on the loopback that injects the faults of a plan and counts those
 * that happened.
 *
 * <p>The Host header passes as it came, for signatures cover it: a server that builds addresses
 * from it names the proxy, and one that names itself in a Location is corrected.
 */
public final class ChaosProxy implements AutoCloseable {

  /** Of the changes of responses. */
  public static final long SEED = Long.getLong("procsnap.fault.seed", 20_261_128);

  private static final Duration TRICKLE = Duration.ofSeconds(1);
  private static final Duration GONE = Duration.ofMillis(30);
  private static final Duration FOR_EVER = Duration.ofDays(1);
  // Small, so that a client soon notices when nobody reads, and stops soon when it does not.
  private static final int BUFFER = 64 * 1024;

  private final Function<HttpHead, URI> servers;
  private final FaultPlan plan;
  private final FaultCounts counts = new FaultCounts();
  private final ResponseMutations mutations = new ResponseMutations(SEED);
  private final RecordingServer elsewhere = new RecordingServer();
  // Never listens: keeps the port while nobody does.
  private final Socket reservation = new Socket();
  private final InetSocketAddress address;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;

  /**
   * @param server where requests go in the end; only its host and port count
   */
  public ChaosProxy(URI server, FaultPlan plan) throws IOException {
    this(request -> server, plan);
  }

  /**
   * @param servers where which request goes in the end
   */
  public ChaosProxy(Function<HttpHead, URI> servers, FaultPlan plan) throws IOException {
    this.servers = servers;
    this.plan = plan;
    reservation.setReuseAddress(true);
    reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = (InetSocketAddress) reservation.getLocalSocketAddress();
    comeBack();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  public FaultCounts counts() {
    return counts;
  }

  ResponseMutations mutations() {
    return mutations;
  }

  /** The other host that redirects point to. */
  public RecordingServer elsewhere() {
    return elsewhere;
  }

  /** Refuses new connections from now on and cuts all others; returns whether that took effect. */
  public synchronized boolean goAway() throws IOException {
    stopListening();
    boolean refused = refuses();
    // The kernel may take a moment to forget a socket.
    for (int i = 0; i < 100 && !refused; i++) {
      LockSupport.parkNanos(10_000_000);
      refused = refuses();
    }
    if (refused) {
      counts.addHappened(Fault.REFUSE);
    } else {
      counts.addMissed(Fault.REFUSE);
    }
    cutAll();
    return refused;
  }

  private synchronized void stopListening() throws IOException {
    if (listener != null) {
      listener.close();
      listener = null;
    }
    if (acceptor != null) {
      // While accept() is blocked, the kernel accepts clients.
      join(acceptor);
    }
  }

  private boolean refuses() throws IOException {
    try (Socket probe = new Socket()) {
      probe.connect(address);
      return false;
    } catch (ConnectException refused) {
      return true;
    }
  }

  private void cutAll() throws IOException {
    for (Socket socket : List.copyOf(open)) {
      reset(socket);
    }
  }

  /** Accepts connections again. */
  public synchronized void comeBack() throws IOException {
    if (listener != null || closed.getCount() == 0) {
      return;
    }
    ServerSocket accepting = new ServerSocket();
    accepting.setReuseAddress(true);
    accepting.setReceiveBufferSize(BUFFER);
    accepting.bind(address);
    listener = accepting;
    acceptor = start(() -> accept(accepting));
  }

  private void accept(ServerSocket accepting) {
    while (!accepting.isClosed()) {
      try {
        Socket client = accepting.accept();
        client.setTcpNoDelay(true);
        client.setSendBufferSize(BUFFER);
        open.add(client);
        if (accepting.isClosed()) {
          // Just before the end, too late to be cut with the others.
          reset(client);
        }
        start(() -> serve(client));
      } catch (IOException e) {
        // Closed: the server is away.
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (ProxiedConnection connection = new ProxiedConnection(this, client)) {
      connection.serve();
    } catch (IOException e) {
      // Either side has closed; the client reports what that means.
      counts.addBroken();
    } finally {
      open.remove(client);
    }
  }

  private Thread start(Runnable task) {
    Thread thread =
        new Thread(
            () -> {
              task.run();
              threads.remove(Thread.currentThread());
            },
            "chaos-" + address.getPort());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return thread;
  }

  private static void join(Thread thread) {
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  FaultPlan plan() {
    return plan;
  }

  URI serverOf(HttpHead request) {
    return servers.apply(request);
  }

  Socket connectTo(URI server) throws IOException {
    Socket socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    open.add(socket);
    return socket;
  }

  void forget(Socket socket) throws IOException {
    open.remove(socket);
    socket.close();
  }

  /** Closes with a reset instead of an orderly end. */
  void reset(Socket socket) throws IOException {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // Already closed, possibly by another thread.
    }
    forget(socket);
  }

  /** Address in a response, as the client must see it. */
  String asSeenByClients(URI server, String location) {
    String own = "http://" + server.getAuthority();
    return location.startsWith(own + "/") ? uri() + location.substring(own.length()) : location;
  }

  void goAwayForAMoment() throws IOException {
    goAway();
    waitUnlessClosed(GONE);
    comeBack();
  }

  void waitForTheNextByte() throws IOException {
    waitUnlessClosed(TRICKLE);
  }

  void waitForTheEnd() throws IOException {
    waitUnlessClosed(FOR_EVER);
  }

  private void waitUnlessClosed(Duration duration) throws IOException {
    try {
      if (closed.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new InterruptedIOException("the proxy is closed");
      }
    } catch (InterruptedException e) {
      throw (IOException) new InterruptedIOException("nobody interrupts it").initCause(e);
    }
  }

  /** Ends every connection and thread. */
  @Override
  public void close() throws IOException {
    closed.countDown();
    stopListening();
    cutAll();
    elsewhere.close();
    reservation.close();
    threads.forEach(ChaosProxy::join);
  }
}
