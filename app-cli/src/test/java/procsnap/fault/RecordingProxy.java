package procsnap.fault;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A proxy that keeps every byte sent to a server. */
final class RecordingProxy implements Closeable {

  private final ServerSocket listener;
  private final URI server;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  private RecordingProxy(ServerSocket listener, URI server) {
    this.listener = listener;
    this.server = server;
  }

  static RecordingProxy before(URI server) throws IOException {
    RecordingProxy proxy =
        new RecordingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    start(proxy::accept);
    return proxy;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  byte[] sent() {
    synchronized (sent) {
      return sent.toByteArray();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Socket there = new Socket(server.getHost(), server.getPort());
        start(() -> pump(client, there, true));
        start(() -> pump(there, client, false));
      }
    } catch (IOException e) {
      // The test has ended.
    }
  }

  private void pump(Socket from, Socket to, boolean isSent) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (isSent) {
          synchronized (sent) {
            sent.write(buffer, 0, count);
          }
        }
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException e) {
      // One side has closed its connection.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "recording-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
