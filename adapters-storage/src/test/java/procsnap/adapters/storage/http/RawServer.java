package procsnap.adapters.storage.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on the loopback that does to each connection what it was told, HTTP or not. */
public final class RawServer implements AutoCloseable {

  /** What is done with one connection, which is closed afterwards. */
  public interface Talk {
    void with(InputStream in, OutputStream out) throws IOException;
  }

  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  private RawServer(ServerSocket listening) {
    this.listening = listening;
  }

  public static RawServer start(Talk talk) throws IOException {
    return start(ServerSocketFactory.getDefault(), talk);
  }

  static RawServer start(ServerSocketFactory sockets, Talk talk) throws IOException {
    RawServer server =
        new RawServer(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    thread(() -> server.accept(talk));
    return server;
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(Talk talk) {
    try {
      while (true) {
        Socket socket = listening.accept();
        open.add(socket);
        connections.incrementAndGet();
        thread(() -> talk(talk, socket));
      }
    } catch (IOException closed) {
      // That is how it ends.
    }
  }

  private static void talk(Talk talk, Socket socket) {
    try (socket) {
      talk.with(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
    } catch (IOException gone) {
      // The client is free to go.
    }
  }

  public int port() {
    return listening.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  /** Reads the head of a request, up to and with the empty line. */
  public static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the client went");
      }
      head.append((char) c);
    }
    return head.toString();
  }

  public static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
