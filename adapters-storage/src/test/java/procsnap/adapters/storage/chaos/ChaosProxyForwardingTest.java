package procsnap.adapters.storage.chaos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.core.port.BytesContent;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChaosProxyForwardingTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final EchoServer server = new EchoServer();

  ChaosProxyForwardingTest() throws IOException {}

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "true, 1", "true, 3145728", "false, 0", "false, 1", "false, 3145728"})
  void bodiesOfAnyFramingPassBothWays(boolean lengthKnown, int length) throws Exception {
    byte[] body = BytesContent.random(length, 1).content();
    try (ChaosProxy proxy = new ChaosProxy(server.uri(), FaultPlan.script())) {
      HttpRequest.BodyPublisher publisher =
          lengthKnown
              ? BodyPublishers.ofByteArray(body)
              : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
      for (int i = 0; i < 3; i++) {
        String path = lengthKnown ? "/echo" : "/echo?chunked";
        HttpResponse<byte[]> answer =
            client.send(
                HttpRequest.newBuilder(proxy.uri().resolve(path)).PUT(publisher).build(),
                BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        assertArrayEquals(body, answer.body());
      }
      assertEquals(3, proxy.counts().requests());
      assertEquals(0, proxy.counts().happened());
    }
  }

  @Test
  void headOfAnObjectPassesWithoutItsBody() throws Exception {
    try (ChaosProxy proxy = new ChaosProxy(server.uri(), FaultPlan.script())) {
      HttpRequest head =
          HttpRequest.newBuilder(proxy.uri().resolve("/json"))
              .method("HEAD", BodyPublishers.noBody())
              .build();
      for (int i = 0; i < 2; i++) {
        assertEquals(200, client.send(head, BodyHandlers.ofString()).statusCode());
      }
    }
  }

  @Test
  void locationOfTheServerBecomesThatOfTheProxy() throws Exception {
    try (ChaosProxy proxy = new ChaosProxy(server.uri(), FaultPlan.script())) {
      HttpRequest request = HttpRequest.newBuilder(proxy.uri().resolve("/moved")).build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertEquals(
          List.of(proxy.uri() + "/json", proxy.uri() + "/json"),
          List.of(
              answer.headers().firstValue("Location").orElse(""),
              answer.headers().firstValue("X-From-Host").orElse("")));
    }
  }
}
