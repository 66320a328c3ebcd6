package procsnap.adapters.storage.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server on the loopback that responds by a script and records its requests. */
public final class ScriptedServer implements AutoCloseable {

  static {
    // Otherwise the JDK's server delays each response by 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** A request that it received. */
  public record Request(String method, URI uri, Map<String, List<String>> headers, String body) {

    /** A header, whose name is written as the JDK's server has it: first letter large. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }
  }

  /** A response that it sends. */
  public record Answer(int status, Map<String, String> headers, String body) {

    public static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }

    public static Answer of(int status, Map<String, String> headers) {
      return new Answer(status, headers, "");
    }
  }

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private ScriptedServer(HttpServer server) {
    this.server = server;
  }

  public static ScriptedServer start(Function<Request, Answer> script) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    ScriptedServer server = new ScriptedServer(http);
    http.createContext("/", exchange -> server.answer(exchange, script));
    http.start();
    return server;
  }

  private void answer(HttpExchange exchange, Function<Request, Answer> script) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            Map.copyOf(exchange.getRequestHeaders()),
            body);
    requests.add(request);
    Answer answer = script.apply(request);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] text = answer.body().getBytes(StandardCharsets.ISO_8859_1);
    boolean bodiless = request.method().equals("HEAD") || text.length == 0;
    exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : text.length);
    if (!bodiless) {
      exchange.getResponseBody().write(text);
    }
    exchange.close();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
