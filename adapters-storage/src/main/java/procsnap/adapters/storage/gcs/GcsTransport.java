package procsnap.adapters.storage.gcs;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.adapters.storage.http.HttpExchange;

/**
 * HTTP for Google's clients: aborted when it makes no progress, and without redirects, which could
 * lead credentials and objects to another server.
 */
final class GcsTransport extends HttpTransport {

  /** Those that Google's client would follow; it knows 308 as a part of resumable uploads. */
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307);

  private final HttpClient client;

  GcsTransport(HttpClient client) {
    this.client = client;
  }

  @Override
  public boolean supportsMethod(String method) {
    return true;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new Request(method, url);
  }

  /** A request. Its body is one piece of an object at most, so it is held in memory. */
  private final class Request extends LowLevelHttpRequest {

    private final String method;
    private final String url;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();

    Request(String method, String url) {
      this.method = method;
      this.url = url;
    }

    @Override
    public void addHeader(String name, String value) {
      headers.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
      boolean hasBody = getStreamingContent() != null;
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      if (hasBody) {
        getStreamingContent().writeTo(body);
        addHeader("Content-Type", getContentType());
        if (getContentEncoding() != null) {
          addHeader("Content-Encoding", getContentEncoding());
        }
      }
      HttpExchange exchange = client.request(method, URI.create(url), headers);
      if (hasBody || method.equals("POST") || method.equals("PUT")) {
        exchange.execute(new ByteArrayInputStream(body.toByteArray()), body.size());
      } else {
        exchange.execute();
      }
      if (REDIRECTS.contains(exchange.status())) {
        exchange.close();
        throw new GcsRedirectException(exchange.status());
      }
      return new Response(exchange, url.contains("alt=media"));
    }
  }

  private static final class Response extends LowLevelHttpResponse {

    private final HttpExchange exchange;
    private final boolean isObject;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();

    Response(HttpExchange exchange, boolean isObject) {
      this.exchange = exchange;
      this.isObject = isObject;
      exchange
          .headers()
          .forEach((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
    }

    @Override
    public InputStream getContent() throws IOException {
      try {
        return isObject ? exchange.objectBody() : exchange.body();
      } catch (IOException e) {
        // Google's client prints a stack trace to standard error when the body of an error breaks
        // off; the status is enough.
        return InputStream.nullInputStream();
      }
    }

    @Override
    public @Nullable String getContentEncoding() {
      return null;
    }

    @Override
    public long getContentLength() {
      return exchange.header("Content-Length").map(Long::parseLong).orElse(-1L);
    }

    @Override
    public @Nullable String getContentType() {
      // The client fails to parse an empty one, and the status is lost.
      return exchange.header("Content-Type").orElse(null);
    }

    @Override
    public String getStatusLine() {
      return "HTTP/1.1 " + exchange.status();
    }

    @Override
    public int getStatusCode() {
      return exchange.status();
    }

    @Override
    public String getReasonPhrase() {
      return "";
    }

    @Override
    public int getHeaderCount() {
      return headers.size();
    }

    @Override
    public String getHeaderName(int index) {
      return headers.get(index).getKey();
    }

    @Override
    public String getHeaderValue(int index) {
      return headers.get(index).getValue();
    }

    @Override
    public void disconnect() {
      exchange.close();
    }
  }
}
