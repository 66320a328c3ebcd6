package procsnap.adapters.storage.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import procsnap.adapters.storage.http.RawServer.Talk;
import procsnap.core.port.ObjectStoreException.Kind;

/** Whatever a server does, a request ends; and nothing is sent where it was not meant to go. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpClientTest {

  private static final int LARGE = 50_000_000;
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: ";

  /** Bytes out of nothing. */
  private static final class Zeros extends InputStream {

    private long left = LARGE;

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count = (int) Math.min(left, length);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }

  private enum Security {
    PLAIN("http"),
    TLS("https");

    private final String scheme;

    Security(String scheme) {
      this.scheme = scheme;
    }

    RawServer serve(Talk talk) throws Exception {
      return this == PLAIN
          ? RawServer.start(talk)
          : RawServer.start(TestTls.context().getServerSocketFactory(), talk);
    }

    HttpClient client(Duration noProgress) throws Exception {
      return this == PLAIN
          ? new HttpClient(noProgress)
          : new HttpClient(noProgress, TestTls.context().getSocketFactory());
    }

    HttpExchange put(HttpClient client, RawServer server) throws IOException {
      return client.request(
          "PUT", URI.create(scheme + "://localhost:" + server.port() + "/x"), Map.of());
    }
  }

  @ParameterizedTest
  @EnumSource(Security.class)
  void bodyThatTheServerDoesNotTakeIsCut(Security security) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer server =
            security.serve(
                (in, out) -> {
                  RawServer.readHead(in);
                  in.readNBytes(256 * 1024);
                  await(end);
                });
        HttpClient client = security.client(SHORT)) {
      HttpExchange put = security.put(client, server);
      assertThrows(SocketTimeoutException.class, () -> put.execute(new Zeros(), LARGE));
      end.countDown();
      assertEquals(1, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource(Security.class)
  void answerThatDoesNotComeIsCut(Security security) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer server =
            security.serve(
                (in, out) -> {
                  RawServer.readHead(in);
                  await(end);
                });
        HttpClient client = security.client(SHORT)) {
      HttpExchange put = security.put(client, server);
      assertThrows(SocketTimeoutException.class, () -> put.execute(body("abc"), 3));
      end.countDown();
      assertEquals(1, server.connections());
    }
  }

  @ParameterizedTest
  @EnumSource(Security.class)
  void interruptEndsAPutAndIsStillSeen(Security security) throws Exception {
    Thread putting = Thread.currentThread();
    try (RawServer server =
            security.serve(
                (in, out) -> {
                  RawServer.readHead(in);
                  putting.interrupt();
                  in.transferTo(OutputStream.nullOutputStream());
                });
        HttpClient client = security.client(LONG)) {
      HttpExchange put = security.put(client, server);
      assertThrows(InterruptedIOException.class, () -> put.execute(body("abc"), 3));
      assertTrue(Thread.interrupted());
    }
  }

  @ParameterizedTest
  @EnumSource(Security.class)
  void closeEndsWhatIsUnderWay(Security security) throws Exception {
    HttpClient client = security.client(LONG);
    try (RawServer server =
        security.serve(
            (in, out) -> {
              RawServer.readHead(in);
              client.close();
              in.transferTo(OutputStream.nullOutputStream());
            })) {
      HttpExchange put = security.put(client, server);
      assertThrows(IOException.class, () -> put.execute(body("abc"), 3));
      HttpExchange another = security.put(client, server);
      assertThrows(IOException.class, () -> another.execute(body("abc"), 3));
      assertEquals(1, server.connections());
    }
  }

  @Test
  void redirectIsNotFollowed() throws Exception {
    try (RawServer elsewhere = RawServer.start((in, out) -> {});
        RawServer server =
            RawServer.start(
                (in, out) -> {
                  RawServer.readHead(in);
                  String to = "http://127.0.0.1:" + elsewhere.port() + "/";
                  RawServer.write(
                      out,
                      "HTTP/1.1 307 Moved\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n");
                });
        HttpClient client = new HttpClient(LONG)) {
      HttpExchange put = Security.PLAIN.put(client, server);
      put.execute(InputStream.nullInputStream(), 0);
      assertEquals(307, put.status());
      assertEquals(0, elsewhere.connections());
    }
  }

  @Test
  void refusalOfABodyIsSeen() throws Exception {
    try (RawServer server =
            RawServer.start(
                (in, out) -> {
                  RawServer.readHead(in);
                  in.readNBytes(3);
                  RawServer.write(
                      out,
                      "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nno");
                });
        HttpClient client = new HttpClient(LONG)) {
      HttpExchange put = Security.PLAIN.put(client, server);
      put.execute(body("abc"), 3);
      assertEquals(401, put.status());
      assertEquals("Basic", put.header("www-authenticate").orElse(""));
      assertEquals(0, put.shortBody(100).length);
    }
  }

  @Test
  void bodyThatEndsEarlyIsNotSentToItsEnd() throws Exception {
    try (RawServer server =
            RawServer.start((in, out) -> in.transferTo(OutputStream.nullOutputStream()));
        HttpClient client = new HttpClient(LONG)) {
      HttpExchange put = Security.PLAIN.put(client, server);
      assertThrows(IOException.class, () -> put.execute(body("abc"), 4));
    }
  }

  @Test
  void certificateThatIsNotTrustedIsRefused() throws Exception {
    try (RawServer server =
            Security.TLS.serve((in, out) -> RawServer.write(out, OK + "0\r\n\r\n"));
        HttpClient client =
            new HttpClient(LONG, (SSLSocketFactory) SSLSocketFactory.getDefault())) {
      HttpExchange put = Security.TLS.put(client, server);
      IOException failure = assertThrows(IOException.class, () -> put.execute(body("abc"), 3));
      assertEquals(Kind.PERMANENT, NetworkProblem.translate("cannot store x", failure).kind());
    }
  }

  @Test
  void connectionServesAgain() throws Exception {
    try (RawServer server =
            RawServer.start(
                (in, out) -> {
                  for (int i = 0; i < 2; i++) {
                    RawServer.readHead(in);
                    in.readNBytes(3);
                    RawServer.write(out, OK + "2\r\n\r\nok");
                  }
                });
        HttpClient client = new HttpClient(LONG)) {
      for (int i = 0; i < 2; i++) {
        try (HttpExchange put = Security.PLAIN.put(client, server)) {
          put.execute(body("abc"), 3);
          assertArrayEquals("ok".getBytes(StandardCharsets.US_ASCII), put.shortBody(100));
        }
      }
      assertEquals(1, server.connections());
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }
}
