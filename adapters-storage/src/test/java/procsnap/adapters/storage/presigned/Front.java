package procsnap.adapters.storage.presigned;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import procsnap.adapters.storage.http.RawServer;

/**
 * One address for a collector and for the store behind it, so that one proxy can stand in front of
 * both. Each connection serves one request.
 */
final class Front implements AutoCloseable {

  private final ServerSocket listening;
  private final String path;
  private final URI collector;
  private final URI store;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * Listens on the loopback.
   *
   * @param path where the collector's addresses begin
   */
  Front(String path, URI collector, URI store) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.path = path;
    this.collector = collector;
    this.store = store;
    thread(this::accept);
  }

  private static void thread(Runnable task) {
    Thread thread = new Thread(task, "front");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        open.add(client);
        thread(() -> serve(client));
      }
    } catch (IOException closed) {
      // That is how it ends.
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      String head = RawServer.readHead(in);
      URI to = head.split(" ", 3)[1].startsWith(path) ? collector : store;
      try (Socket server = new Socket(to.getHost(), to.getPort())) {
        server.setTcpNoDelay(true);
        String onlyOne = head.replaceFirst("(?i)\r\nConnection: [^\r]*", "");
        onlyOne = onlyOne.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
        server.getOutputStream().write(onlyOne.getBytes(StandardCharsets.ISO_8859_1));
        thread(() -> pass(in, server));
        server.getInputStream().transferTo(client.getOutputStream());
      }
    } catch (IOException gone) {
      // Whoever went, the other one sees it.
    } finally {
      open.remove(client);
    }
  }

  /** Passes the body on; when it ends early, so does the other connection. */
  private static void pass(InputStream body, Socket server) {
    try {
      OutputStream out = server.getOutputStream();
      body.transferTo(out);
      server.shutdownOutput();
    } catch (IOException gone) {
      // The answer ends it.
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
