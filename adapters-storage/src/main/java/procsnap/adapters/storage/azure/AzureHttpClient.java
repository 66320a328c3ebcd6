package procsnap.adapters.storage.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.http.HttpExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** HTTP for Azure's client: aborted when it makes no progress, and without redirects. */
final class AzureHttpClient implements HttpClient {

  private final procsnap.adapters.storage.http.HttpClient client;

  AzureHttpClient(procsnap.adapters.storage.http.HttpClient client) {
    this.client = client;
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromCallable(() -> sendSync(request, Context.NONE));
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    Map<String, List<String>> headers = new HashMap<>();
    request.getHeaders().forEach(header -> headers.put(header.getName(), header.getValuesList()));
    try {
      HttpExchange exchange =
          client.request(request.getHttpMethod().toString(), uri(request), headers);
      BinaryData body = request.getBodyAsBinaryData();
      if (body == null) {
        exchange.execute();
      } else {
        try (InputStream in = body.toStream()) {
          exchange.execute(in, length(request));
        }
      }
      return new Response(request, exchange);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI uri(HttpRequest request) throws MalformedURLException {
    try {
      return URI.create(request.getUrl().toString());
    } catch (IllegalArgumentException e) {
      // Its message quotes the URL, which may have a signature.
      throw new MalformedURLException("characters that a URL must not have");
    }
  }

  private static long length(HttpRequest request) {
    return Long.parseLong(request.getHeaders().getValue(HttpHeaderName.CONTENT_LENGTH));
  }

  private static final class Response extends HttpResponse {

    private final HttpExchange exchange;
    private final HttpHeaders headers = new HttpHeaders();

    Response(HttpRequest request, HttpExchange exchange) {
      super(request);
      this.exchange = exchange;
      exchange
          .headers()
          .forEach((name, values) -> headers.set(HttpHeaderName.fromString(name), values));
    }

    @Override
    public int getStatusCode() {
      return exchange.status();
    }

    @Override
    @Deprecated
    public @Nullable String getHeaderValue(String name) {
      return headers.getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return getBodyAsByteArray().map(ByteBuffer::wrap).flux();
    }

    @Override
    public BinaryData getBodyAsBinaryData() {
      return BinaryData.fromStream(getBodyAsInputStreamSync());
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.fromCallable(
          () -> {
            try (InputStream in = exchange.body()) {
              return in.readAllBytes();
            }
          });
    }

    @Override
    public Mono<String> getBodyAsString() {
      return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return getBodyAsByteArray().map(bytes -> new String(bytes, charset));
    }

    @Override
    public InputStream getBodyAsInputStreamSync() {
      try {
        return exchange.body();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      exchange.close();
    }
  }
}
