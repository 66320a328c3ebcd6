package procsnap.adapters.storage.chaos.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import procsnap.adapters.storage.PagedCursor;
import procsnap.adapters.storage.PagedCursor.Page;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** A store on java.net.http that keeps all promises, or breaks a chosen one. */
final class PlainHttpStore implements ObjectStore {

  private static final int MOST_OF_AN_ERROR = 64 * 1024;

  /** A promise that is broken. */
  enum Flaw {
    NONE,
    FOLLOWS_REDIRECTS,
    TRUSTS_ANSWERS,
    NEVER_LOOKS_BACK,
    OVERWRITES,
    QUOTES_ANSWERS,
    READS_ALL,
    IS_PATIENT,
    IS_IMPATIENT,
    SWALLOWS_INTERRUPTS,
    TRIES_AGAIN,
    TAKES_500_FOR_PERMANENT,
    TAKES_403_FOR_TRANSIENT,
    FORGETS_RETRY_AFTER,
    TAKES_PARTS_FOR_ALL
  }

  private final URI base;
  private final Duration noProgress;
  private final Flaw flaw;
  private final HttpClient client;
  private final AtomicLong sent = new AtomicLong();

  PlainHttpStore(URI base, Duration noProgress, Flaw flaw) {
    this.base = base;
    this.noProgress = flaw == Flaw.IS_PATIENT ? noProgress.multipliedBy(6) : noProgress;
    this.flaw = flaw;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(
                flaw == Flaw.FOLLOWS_REDIRECTS
                    ? HttpClient.Redirect.ALWAYS
                    : HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
    HttpRequest.Builder request =
        request(name).header("Content-MD5", PlainHttpServer.base64(content.md5()));
    if (flaw != Flaw.OVERWRITES) {
      request.header("If-None-Match", "*");
    }
    request.PUT(content.bytes() == 0 ? BodyPublishers.noBody() : publisher(content));
    HttpResponse<InputStream> answer = exchange(request.build());
    if (answer.statusCode() == 503 && flaw == Flaw.TRIES_AGAIN) {
      answer = exchange(request.build());
    }
    if (answer.statusCode() == 412) {
      return whatIsThere(name, content);
    }
    if (answer.statusCode() != 200 && answer.statusCode() != 201) {
      throw failure(answer);
    }
    if (flaw != Flaw.TRUSTS_ANSWERS && !isOf(content, answer)) {
      throw new ObjectStoreException(Kind.TRANSIENT, "the server has other bytes than were sent");
    }
    return Put.CREATED;
  }

  private Put whatIsThere(String name, ObjectContent content) throws ObjectStoreException {
    HttpResponse<InputStream> there =
        exchange(request(name).method("HEAD", BodyPublishers.noBody()).build());
    if (there.statusCode() != 200) {
      throw failure(there);
    }
    long length = there.headers().firstValueAsLong("Content-Length").orElse(0);
    if (length != content.bytes() || !isOf(content, there) || flaw == Flaw.NEVER_LOOKS_BACK) {
      throw new ObjectStoreException(Kind.CONFLICT, "other bytes are there under this name");
    }
    return Put.ALREADY_THERE;
  }

  private static boolean isOf(ObjectContent content, HttpResponse<?> answer) {
    Optional<String> hash = answer.headers().firstValue("x-goog-hash");
    return hash.equals(Optional.of("md5=" + PlainHttpServer.base64(content.md5())));
  }

  private BodyPublisher publisher(ObjectContent content) {
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> counted(content)), content.bytes());
  }

  private InputStream counted(ObjectContent content) {
    try {
      return new FilterInputStream(content.open()) {
        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          sent.incrementAndGet();
          return super.read(buffer, offset, length);
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ObjectCursor list(String prefix, String startAfter) {
    return new PagedCursor("cannot list", "", prefix, startAfter, token -> page(prefix));
  }

  /** The only page: this server sends all names at once. */
  private Page page(String prefix) throws ObjectStoreException {
    List<StoredObject> objects = new ArrayList<>();
    try (InputStream in = read("")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        String[] words = line.split(" ", -1);
        if (words.length == 2) {
          String name = URLDecoder.decode(words[0], StandardCharsets.UTF_8);
          if (name.startsWith(prefix)) {
            objects.add(new StoredObject(name, Long.parseLong(words[1])));
          }
        }
      }
      return new Page(objects, Optional.empty());
    } catch (IOException e) {
      throw new ObjectStoreException(Kind.TRANSIENT, "the list broke off", e);
    }
  }

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    HttpResponse<InputStream> answer = exchange(request(name).build());
    if (answer.statusCode() != 200) {
      throw failure(answer);
    }
    if (flaw == Flaw.TAKES_PARTS_FOR_ALL) {
      return new ByteArrayInputStream(readWhatComes(answer.body(), Integer.MAX_VALUE));
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String name) {
    String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return HttpRequest.newBuilder(base.resolve("/" + path))
        .header("Authorization", PlainHttpServer.AUTHORIZATION);
  }

  private HttpResponse<InputStream> exchange(HttpRequest request) throws ObjectStoreException {
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request, BodyHandlers.ofInputStream());
    try {
      return awaitProgress(answer);
    } catch (InterruptedException e) {
      if (flaw != Flaw.SWALLOWS_INTERRUPTS) {
        Thread.currentThread().interrupt();
      }
      throw new ObjectStoreException(Kind.TRANSIENT, "interrupted while waiting", e);
    } catch (TimeoutException e) {
      throw new ObjectStoreException(Kind.TRANSIENT, "nothing moved for " + noProgress, e);
    } catch (ExecutionException e) {
      throw new ObjectStoreException(Kind.TRANSIENT, "the connection failed", e);
    } finally {
      // Cancels pending exchanges; a complete response is not affected.
      answer.cancel(true);
    }
  }

  private HttpResponse<InputStream> awaitProgress(
      CompletableFuture<HttpResponse<InputStream>> answer)
      throws InterruptedException, TimeoutException, ExecutionException {
    while (true) {
      long before = sent.get();
      try {
        return answer.get(noProgress.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (sent.get() == before || flaw == Flaw.IS_IMPATIENT) {
          throw e;
        }
      }
    }
  }

  private ObjectStoreException failure(HttpResponse<InputStream> answer) {
    byte[] body =
        readWhatComes(answer.body(), flaw == Flaw.READS_ALL ? Integer.MAX_VALUE : MOST_OF_AN_ERROR);
    String text = new String(body, StandardCharsets.UTF_8);
    String message = "status " + answer.statusCode() + ": ";
    message += flaw == Flaw.QUOTES_ANSWERS ? text : printable(text);
    Duration retryAfter =
        Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(0));
    if (flaw == Flaw.FORGETS_RETRY_AFTER) {
      retryAfter = Duration.ZERO;
    }
    return new ObjectStoreException(
        kind(answer.statusCode()), message, retryAfter, new IOException("see the message"));
  }

  private Kind kind(int status) {
    if (status == 500 && flaw == Flaw.TAKES_500_FOR_PERMANENT) {
      return Kind.PERMANENT;
    }
    if (status == 403 && flaw == Flaw.TAKES_403_FOR_TRANSIENT) {
      return Kind.TRANSIENT;
    }
    if (status == 404) {
      return Kind.MISSING;
    }
    return status == 408 || status == 429 || status >= 500 ? Kind.TRANSIENT : Kind.PERMANENT;
  }

  private static String printable(String text) {
    return text.substring(0, Math.min(200, text.length())).replaceAll("[^ -~]", "?");
  }

  private static byte[] readWhatComes(InputStream body, int most) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] piece = new byte[8 * 1024];
    try (body) {
      for (int n = body.read(piece); n >= 0; n = body.read(piece)) {
        read.write(piece, 0, n);
        if (read.size() >= most) {
          break;
        }
      }
    } catch (IOException e) {
      // The response is taken as complete.
    }
    return read.toByteArray();
  }

  @Override
  public void close() {}
}
