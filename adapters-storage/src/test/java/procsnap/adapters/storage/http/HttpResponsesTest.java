package procsnap.adapters.storage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.http.RawServer.Talk;

/** Responses that are late, endless, broken off or malformed. */
class HttpResponsesTest {

  private static final Duration SHORT = Duration.ofMillis(500);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: ";

  @Test
  void headThatDripsIsCut() throws Exception {
    assertThrows(
        SocketTimeoutException.class,
        () ->
            answer(
                (in, out) -> {
                  RawServer.write(out, "HTTP/1.1 200 OK\r\nX-Endless: ");
                  drip(out);
                }));
  }

  @Test
  void bodyThatDripsIsCut() throws Exception {
    assertThrows(
        SocketTimeoutException.class,
        () ->
            answer(
                (in, out) -> {
                  RawServer.write(out, OK + "1000000\r\n\r\n");
                  drip(out);
                }));
  }

  @Test
  void endlessErrorIsReadToTheBound() throws Exception {
    byte[] text =
        answer(
            (in, out) -> {
              RawServer.write(out, "HTTP/1.1 500 Oops\r\n\r\n");
              while (true) {
                out.write(new byte[8192]);
              }
            });
    assertEquals(100, text.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=UTF-8", "text/xml", "text/plain", "x"})
  void textThatClientsReadWholeMustEnd(String type) throws Exception {
    AtomicLong sent = new AtomicLong();
    Talk endless =
        (in, out) -> {
          RawServer.readHead(in);
          RawServer.write(
              out, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + type + "\r\n\r\n");
          while (true) {
            out.write(new byte[8192]);
            sent.addAndGet(8192);
          }
        };
    try (RawServer server = RawServer.start(endless);
        HttpClient client = new HttpClient(SHORT);
        HttpExchange get =
            client.request("GET", URI.create("http://127.0.0.1:" + server.port()), Map.of())) {
      get.execute();
      InputStream body = get.body();
      assertThrows(IOException.class, body::readAllBytes);
    }
    assertTrue(sent.get() < 16 * 1024 * 1024, sent + " bytes of an answer were taken");
  }

  /** A few KiB of gzip are many MiB of text. */
  @Test
  void noEncodingIsAskedForOrBelieved() throws Exception {
    StringBuilder request = new StringBuilder();
    Talk encoded =
        (in, out) -> {
          request.append(RawServer.readHead(in));
          RawServer.write(
              out,
              "HTTP/1.1 400 No\r\nContent-Encoding: gzip\r\nX: y\r\nContent-Length: 3\r\n\r\nabc");
        };
    try (RawServer server = RawServer.start(encoded);
        HttpClient client = new HttpClient(SHORT);
        HttpExchange get =
            client.request(
                "GET",
                URI.create("http://127.0.0.1:" + server.port()),
                Map.of("accept-encoding", List.of("gzip")))) {
      get.execute();
      assertFalse(get.headers().containsKey("content-encoding"));
      assertEquals(List.of("y"), get.headers().get("x"));
      assertEquals("abc", new String(get.body().readAllBytes(), StandardCharsets.US_ASCII));
    }
    String sent = request.toString().toLowerCase(Locale.ROOT);
    assertTrue(sent.contains("accept-encoding: identity"), sent);
    assertFalse(sent.contains("gzip"), sent);
  }

  @Test
  void bodyThatBreaksOffFails() throws Exception {
    assertThrows(
        IOException.class, () -> answer((in, out) -> RawServer.write(out, OK + "5\r\n\r\nabc")));
  }

  @Test
  void headThatBreaksOffFails() {
    assertThrows(
        EOFException.class,
        () -> answer((in, out) -> RawServer.write(out, "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nCon")));
  }

  @Test
  void responseThatIsNotHttpFails() throws Exception {
    assertThrows(
        IOException.class, () -> answer((in, out) -> RawServer.write(out, "220 mail ready\r\n")));
  }

  /** Sends a GET to a server that responds like this. */
  private static byte[] answer(Talk talk) throws Exception {
    try (RawServer server =
            RawServer.start(
                (in, out) -> {
                  RawServer.readHead(in);
                  talk.with(in, out);
                });
        HttpClient client = new HttpClient(SHORT)) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/x");
      try (HttpExchange get = client.request("GET", uri, Map.of("Accept", List.of("*/*")))) {
        get.execute();
        return get.shortBody(100);
      }
    }
  }

  /** A byte again and again, each in time, until the client is gone. */
  private static void drip(OutputStream out) throws IOException {
    while (true) {
      RawServer.write(out, "x");
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
