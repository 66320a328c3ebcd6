package procsnap.adapters.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.http.HttpClient;
import procsnap.adapters.storage.http.HttpExchange;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** HTTP for the AWS SDK: aborted when it makes no progress, and without redirects. */
final class S3HttpClient implements SdkHttpClient {

  private static final Set<String> WITH_BODY = Set.of("PUT", "POST");

  private final HttpClient http;
  private final boolean hasObjects;

  /** For a store, which sends objects of any size. */
  S3HttpClient(Duration noProgress) {
    this(noProgress, true);
  }

  /**
   * @param hasObjects whether responses may be objects; all others are bounded
   */
  S3HttpClient(Duration noProgress, boolean hasObjects) {
    this.http = new HttpClient(noProgress);
    this.hasObjects = hasObjects;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Call(request);
  }

  @Override
  public void close() {
    http.close();
  }

  private final class Call implements ExecutableHttpRequest {

    private final HttpExecuteRequest request;
    private volatile @Nullable HttpExchange exchange;

    Call(HttpExecuteRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      SdkHttpRequest head = request.httpRequest();
      HttpExchange made = http.request(head.method().name(), head.getUri(), head.headers());
      exchange = made;
      if (WITH_BODY.contains(head.method().name())) {
        long bytes = head.firstMatchingHeader("Content-Length").map(Long::parseLong).orElse(0L);
        try (InputStream body = body()) {
          made.execute(body, bytes);
        }
      } else {
        made.execute();
      }
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpFullResponse.builder()
                  .statusCode(made.status())
                  .headers(made.headers())
                  .build())
          .responseBody(
              AbortableInputStream.create(
                  isObject(head) ? made.objectBody() : made.body(), made::close))
          .build();
    }

    private boolean isObject(SdkHttpRequest head) {
      return hasObjects
          && head.method() == SdkHttpMethod.GET
          && !head.rawQueryParameters().containsKey("list-type");
    }

    private InputStream body() {
      return request
          .contentStreamProvider()
          .<InputStream>map(provider -> provider.newStream())
          .orElseGet(InputStream::nullInputStream);
    }

    @Override
    public void abort() {
      Optional.ofNullable(exchange).ifPresent(HttpExchange::close);
    }
  }
}
