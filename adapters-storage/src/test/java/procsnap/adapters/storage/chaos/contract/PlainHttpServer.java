package procsnap.adapters.storage.chaos.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import procsnap.core.port.BytesContent;

/** A minimal strict object server: PUT with If-None-Match, GET, HEAD and a list. */
final class PlainHttpServer implements AutoCloseable {

  static final String AUTHORIZATION = "Bearer secret";

  /** A defect of a server. */
  enum Flaw {
    NONE,
    STORES_PARTS,
    LOSES_SOME,
    CORRUPTS_SOME,
    DOUBLES_SOME
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Flaw flaw;

  PlainHttpServer(Flaw flaw) throws IOException {
    this.flaw = flaw;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      String name = exchange.getRequestURI().getPath().substring(1);
      switch (exchange.getRequestMethod()) {
        case "PUT" -> put(exchange, name);
        case "HEAD", "GET" -> {
          if (name.isEmpty()) {
            list(exchange);
          } else {
            read(exchange, name);
          }
        }
        default -> exchange.sendResponseHeaders(405, -1);
      }
    }
  }

  private void put(HttpExchange exchange, String name) throws IOException {
    byte[] body;
    try {
      body = exchange.getRequestBody().readAllBytes();
    } catch (IOException e) {
      body = new byte[1];
    }
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    if (length == null || Long.parseLong(length) != body.length) {
      if (flaw == Flaw.STORES_PARTS) {
        objects.putIfAbsent(name, body);
      }
      return;
    }
    BytesContent content = BytesContent.of(body);
    if (!base64(content.md5()).equals(exchange.getRequestHeaders().getFirst("Content-MD5"))) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    boolean createOnly = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    byte[] before = createOnly ? objects.putIfAbsent(name, body) : objects.put(name, body);
    if (createOnly && before != null) {
      exchange.sendResponseHeaders(412, -1);
      return;
    }
    if (name.endsWith("7.csv")) {
      spoil(name, body);
    }
    exchange.getResponseHeaders().set("x-goog-hash", "md5=" + base64(content.md5()));
    exchange.sendResponseHeaders(201, -1);
  }

  private void spoil(String name, byte[] body) {
    switch (flaw) {
      case LOSES_SOME -> objects.remove(name);
      case CORRUPTS_SOME -> {
        byte[] other = body.clone();
        other[0]++;
        objects.put(name, other);
      }
      case DOUBLES_SOME -> objects.put(name + "(2)", body);
      default -> {}
    }
  }

  private void list(HttpExchange exchange) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, byte[]> object : objects.entrySet()) {
      String name = URLEncoder.encode(object.getKey(), StandardCharsets.UTF_8);
      lines.append(name).append(' ').append(object.getValue().length).append('\n');
    }
    lines.append("end\n");
    byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private void read(HttpExchange exchange, String name) throws IOException {
    byte[] body = objects.get(name);
    if (body == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    String md5 = base64(BytesContent.of(body).md5());
    exchange.getResponseHeaders().set("x-goog-hash", "md5=" + md5);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
