package procsnap.adapters.storage.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** TLS sockets that can be closed while another thread is blocked in a write. */
final class TlsSockets extends SSLSocketFactory {

  /**
   * Without it, close() waits for a blocked writer before it sends close_notify: see SSLSocketImpl.
   */
  private static final int LINGER_SECONDS = 1;

  /** Small enough to drain on a slow line before the wait for the response is given up. */
  private static final int SEND_BUFFER = 128 * 1024;

  private final SSLSocketFactory factory;

  TlsSockets(SSLSocketFactory factory) {
    this.factory = factory;
  }

  private static Socket prepared(Socket socket) throws IOException {
    socket.setSoLinger(true, LINGER_SECONDS);
    socket.setSendBufferSize(SEND_BUFFER);
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return prepared(factory.createSocket());
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean autoClose)
      throws IOException {
    return prepared(factory.createSocket(below, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return prepared(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return prepared(factory.createSocket(host, port, localAddress, localPort));
  }

  @Override
  public Socket createSocket(InetAddress address, int port) throws IOException {
    return prepared(factory.createSocket(address, port));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort)
      throws IOException {
    return prepared(factory.createSocket(address, port, local, localPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }
}
