package procsnap.adapters.storage.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A server at another host that accepts everything and records it. */
public final class RecordingServer implements AutoCloseable {

  /** A recorded request; header names in lower case. */
  public record Recorded(String method, Map<String, List<String>> headers, long bodyBytes) {

    /** Headers that carry credentials. */
    public List<String> credentials() {
      return headers.keySet().stream()
          .filter(name -> name.matches(".*(authorization|cookie|token|api-key).*"))
          .toList();
    }
  }

  private final HttpServer server;
  private final List<Recorded> requests = new ArrayList<>();

  RecordingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::record);
    server.start();
  }

  private void record(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      Map<String, List<String>> headers = new TreeMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      long bodyBytes = body.readAllBytes().length;
      synchronized (requests) {
        requests.add(new Recorded(exchange.getRequestMethod(), headers, bodyBytes));
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** A host name other than the proxy's. */
  String location(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  public List<Recorded> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
