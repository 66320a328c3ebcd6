package procsnap.adapters.storage.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A healthy server that returns what it receives, and JSON with checksums. */
final class EchoServer implements AutoCloseable {

  static final String JSON =
      "{\"name\": \"a\", \"md5Hash\": \"CY9rzUYh03PK3k6DJie09g==\", \"crc32c\": \"yZRlqg==\"}";

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<byte[]> received = new ArrayList<>();

  EchoServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    handle("/echo", this::echo);
    handle("/json", exchange -> answer(exchange, JSON.getBytes(StandardCharsets.UTF_8)));
    handle("/empty", exchange -> answer(exchange, new byte[0]));
    handle("/moved", this::redirectToItself);
    server.setExecutor(executor);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Bodies that arrived complete. */
  List<byte[]> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  private void handle(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  private void echo(HttpExchange exchange) throws IOException {
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readAllBytes();
    }
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    if (length != null && Long.parseLong(length) != body.length) {
      return;
    }
    synchronized (received) {
      received.add(body);
    }
    // Zero asks for chunks, -1 for no body.
    boolean chunked = "chunked".equals(exchange.getRequestURI().getQuery());
    exchange.sendResponseHeaders(200, chunked ? 0 : body.length == 0 ? -1 : body.length);
    if (chunked || body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("ETag", "\"098f6bcd4621d373cade4e832627b4f6\"");
    exchange.getResponseHeaders().set("Content-MD5", "CY9rzUYh03PK3k6DJie09g==");
    exchange
        .getResponseHeaders()
        .set("x-goog-hash", "crc32c=yZRlqg==,md5=CY9rzUYh03PK3k6DJie09g==");
    exchange.getResponseHeaders().set("x-amz-checksum-crc32c", "yZRlqg==");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private void redirectToItself(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Location", uri() + "/json");
    String host = exchange.getRequestHeaders().getFirst("Host");
    exchange.getResponseHeaders().set("X-From-Host", "http://" + host + "/json");
    exchange.sendResponseHeaders(307, -1);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
