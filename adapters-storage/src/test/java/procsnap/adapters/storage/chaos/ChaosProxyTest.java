package procsnap.adapters.storage.chaos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChaosProxyTest {

  private static final byte[] LARGE = new byte[3 * 1024 * 1024];

  static {
    new Random(1).nextBytes(LARGE);
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final EchoServer server = new EchoServer();

  ChaosProxyTest() throws IOException {}

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(names = "ANSWER_.*", mode = EnumSource.Mode.MATCH_ALL)
  void answersInPlaceOfTheServer(Fault fault) throws Exception {
    try (ChaosProxy proxy = proxy(FaultPlan.script(fault))) {
      HttpResponse<String> answer = put(proxy, "/echo", LARGE);
      assertEquals(fault.status(), answer.statusCode());
      assertEquals(
          fault == Fault.ANSWER_429 ? "7" : "",
          answer.headers().firstValue("Retry-After").orElse(""));
      assertEquals(List.of(), server.received());
      assertEquals(200, put(proxy, "/echo", LARGE).statusCode());
      assertEquals(1, proxy.counts().happened(fault));
      assertEquals(1, proxy.counts().happened());
    }
  }

  @Test
  void scriptGoesStepByStep() throws Exception {
    FaultPlan plan =
        FaultPlan.script(Fault.ANSWER_503, Fault.NONE, Fault.ANSWER_503, Fault.ANSWER_400);
    try (ChaosProxy proxy = proxy(plan)) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        assertEquals(200, get(proxy, "/json").statusCode());
        statuses.add(put(proxy, "/echo", new byte[10]).statusCode());
      }
      assertEquals(List.of(503, 200, 503, 400, 200), statuses);
    }
  }

  @Test
  void requestIsResetInItsMiddle() throws Exception {
    try (ChaosProxy proxy = proxy(FaultPlan.script(Fault.RESET_REQUEST))) {
      try (Socket socket = connect(proxy)) {
        sendPut(socket, "/echo", LARGE.length);
        SocketException reset =
            assertThrows(
                SocketException.class,
                () -> {
                  socket.getOutputStream().write(LARGE);
                  socket.getInputStream().read();
                });
        assertTrue(String.valueOf(reset.getMessage()).matches(".*(reset|Broken pipe).*"));
      }
      assertEquals(1, proxy.counts().happened(Fault.RESET_REQUEST));
      assertEquals(List.of(), server.received(), "nothing came whole");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LOSE_ANSWER", "RESET_ANSWER"})
  void answerIsLostAfterTheServerHasItAll(Fault fault) throws Exception {
    try (ChaosProxy proxy = proxy(FaultPlan.script(fault))) {
      try (Socket socket = connect(proxy)) {
        sendPut(socket, "/echo", LARGE.length);
        socket.getOutputStream().write(LARGE);
        if (fault == Fault.LOSE_ANSWER) {
          assertEquals(-1, socket.getInputStream().read());
        } else {
          assertThrows(SocketException.class, () -> socket.getInputStream().read());
        }
      }
      assertEquals(1, proxy.counts().happened(fault));
      assertArrayEquals(LARGE, server.received().get(0));
    }
  }

  @ParameterizedTest
  @CsvSource({"/echo, 1000", "/echo?chunked, 1000", "/json, 1", "/empty, 1"})
  void answerIsCutInItsMiddle(String path, int length) throws Exception {
    try (ChaosProxy proxy = proxy(FaultPlan.script(Fault.CUT_ANSWER))) {
      assertThrows(IOException.class, () -> put(proxy, path, new byte[length]));
      assertEquals(1, proxy.counts().happened(Fault.CUT_ANSWER));
    }
  }

  @Test
  void stallsAfterAQuarterOfAMebibyte() throws Exception {
    try (ChaosProxy proxy = proxy(FaultPlan.script(Fault.STALL));
        Socket socket = connect(proxy)) {
      socket.setSendBufferSize(64 * 1024);
      sendPut(socket, "/echo", LARGE.length);
      Thread writer =
          new Thread(
              () -> {
                try {
                  socket.getOutputStream().write(LARGE);
                } catch (IOException expected) {
                  // The end of the test.
                }
              });
      writer.start();
      socket.setSoTimeout(700);
      assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
      assertTrue(writer.isAlive(), "3 MiB went through a connection that nobody reads");
      assertEquals(1, proxy.counts().happened(Fault.STALL));
      assertEquals(List.of(), server.received());
      proxy.goAway();
      writer.join();
    }
  }

  @Test
  void answerTricklesByteByByte() throws Exception {
    try (ChaosProxy proxy = proxy(FaultPlan.script(Fault.TRICKLE));
        Socket socket = connect(proxy)) {
      sendPut(socket, "/json", 1);
      socket.getOutputStream().write(1);
      InputStream in = socket.getInputStream();
      assertEquals('H', in.read());
      long first = System.nanoTime();
      assertEquals(0, in.available());
      assertEquals('T', in.read());
      assertEquals('T', in.read());
      double seconds = (System.nanoTime() - first) / 1e9;
      assertTrue(seconds > 1.8 && seconds < 10, () -> seconds + " s for two bytes");
      assertEquals(1, proxy.counts().happened(Fault.TRICKLE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_CHECKSUM, md5Hash, aY9, crc32c, aZR",
    "NO_CHECKSUM, xxxxxxx, CY9, xxxxxx, yZR"
  })
  void checksumsInHeadAndJsonAreWrongOrMissing(
      Fault fault, String md5Hash, String md5, String crc32c, String crc) throws Exception {
    try (ChaosProxy proxy = proxy(FaultPlan.script(fault))) {
      HttpResponse<String> other = put(proxy, "/json", new byte[10]);
      HttpResponse<String> right = get(proxy, "/json");
      assertEquals(EchoServer.JSON, right.body());
      assertEquals(
          EchoServer.JSON
              .replace("md5Hash\": \"CY9", md5Hash + "\": \"" + md5)
              .replace("crc32c\": \"yZR", crc32c + "\": \"" + crc),
          other.body());
      for (String name : List.of("ETag", "x-goog-hash", "Content-MD5", "x-amz-checksum-crc32c")) {
        String rightValue = right.headers().firstValue(name).orElseThrow();
        String otherValue = other.headers().firstValue(name).orElse("");
        assertNotEquals(rightValue, otherValue);
        assertEquals(fault == Fault.NO_CHECKSUM ? 0 : rightValue.length(), otherValue.length());
      }
      assertEquals(1, proxy.counts().happened(fault));
    }
  }

  @Test
  void checksumThatIsNotThereCountsAsMissedAndStaysDue() throws Exception {
    try (ChaosProxy proxy = proxy(FaultPlan.script(Fault.WRONG_CHECKSUM))) {
      assertArrayEquals(
          LARGE, put(proxy, "/echo", LARGE).body().getBytes(StandardCharsets.ISO_8859_1));
      assertEquals(0, proxy.counts().happened());
      assertEquals(1, proxy.counts().missed(Fault.WRONG_CHECKSUM));
      assertNotEquals(EchoServer.JSON, put(proxy, "/json", new byte[10]).body());
      assertEquals(1, proxy.counts().happened(Fault.WRONG_CHECKSUM));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REDIRECT_301", "REDIRECT_307"})
  void otherHostKeepsWhatARedirectBringsIt(Fault fault) throws Exception {
    try (ChaosProxy proxy = proxy(FaultPlan.always(fault))) {
      HttpRequest request =
          HttpRequest.newBuilder(proxy.uri().resolve("/a?signature=1"))
              .header("Authorization", "Bearer secret")
              .build();
      assertEquals(fault.status(), client.send(request, BodyHandlers.ofString()).statusCode());
      assertEquals(List.of(), proxy.elsewhere().requests());
      HttpClient careless =
          HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
      assertEquals(200, careless.send(request, BodyHandlers.ofString()).statusCode());
      assertEquals(1, proxy.elsewhere().requests().size());
      assertEquals(2, proxy.counts().happened(fault));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HOSTILE_JSON", "HOSTILE_XML"})
  void errorIsFullOfEscapes(Fault fault) throws Exception {
    try (ChaosProxy proxy = proxy(FaultPlan.script(fault))) {
      HttpResponse<String> answer = put(proxy, "/echo", new byte[10]);
      assertEquals(400, answer.statusCode());
      assertTrue(answer.body().contains(fault == Fault.HOSTILE_JSON ? "\\u001b[2J" : "\u009b2J"));
    }
  }

  @Test
  void endlessErrorEndsWhenTheClientLetsGo() throws Exception {
    ChaosProxy proxy = proxy(FaultPlan.script(Fault.ENDLESS));
    try (proxy;
        Socket socket = connect(proxy)) {
      sendPut(socket, "/echo", 1);
      socket.getOutputStream().write(1);
      assertEquals(64 * 1024, socket.getInputStream().readNBytes(64 * 1024).length);
    }
    assertTrue(proxy.counts().endlessBytes() >= 60 * 1024);
    assertTrue(proxy.counts().endlessBytes() < 1024 * 1024, proxy.counts()::toString);
  }

  @Test
  void serverIsGoneAndBackAtTheSamePort() throws Exception {
    try (ChaosProxy proxy = proxy(FaultPlan.script());
        Socket before = connect(proxy)) {
      assertEquals(200, get(proxy, "/json").statusCode());
      assertTrue(proxy.goAway());
      assertEquals(1, proxy.counts().happened(Fault.REFUSE));
      assertThrows(ConnectException.class, () -> connect(proxy).close());
      assertThrows(SocketException.class, () -> before.getInputStream().read());
      proxy.comeBack();
      assertEquals(200, get(proxy, "/json").statusCode());
    }
  }

  private ChaosProxy proxy(FaultPlan plan) throws IOException {
    return new ChaosProxy(server.uri(), plan);
  }

  private HttpResponse<String> put(ChaosProxy proxy, String path, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(proxy.uri().resolve(path))
            .PUT(BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }

  private HttpResponse<String> get(ChaosProxy proxy, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(proxy.uri().resolve(path)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static Socket connect(ChaosProxy proxy) throws IOException {
    return new Socket(proxy.uri().getHost(), proxy.uri().getPort());
  }

  private static void sendPut(Socket socket, String path, int length) throws IOException {
    String head = "PUT " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }
}
