package procsnap.adapters.storage.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.ChildJvm;
import procsnap.adapters.storage.http.RawServer.Talk;

/** Proxies of the environment are used as curl uses them. */
class EnvironmentProxiesTest {

  @ParameterizedTest
  @CsvSource({
    "https://store.example/x, secure:3128",
    "http://store.example/x, plain:1080",
    "https://a.inside.example/x, ''",
    "https://inside.example/x, ''",
    "https://notinside.example/x, secure:3128",
    "https://one.example/x, ''",
    "https://port.example:8443/x, ''",
    "https://port.example:8444/x, secure:3128",
    "https://localhost/x, ''",
    "http://127.0.0.1:10000/x, ''",
    "http://169.254.169.254/latest, ''",
    "http://metadata.google.internal/x, ''",
  })
  void requestGoesThroughTheProxyOfItsSchemeUnlessItsHostIsExempt(String uri, String through) {
    Map<String, String> environment =
        Map.of(
            "HTTPS_PROXY", "http://secure:3128",
            "http_proxy", "plain",
            "NO_PROXY", ".inside.example, one.example,port.example:8443");
    assertEquals(through, through(environment, uri));
  }

  /** As curl reads NO_PROXY. */
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, https://10.1.2.3, ''",
    "10.0.0.0/8, https://11.1.2.3, secure:3128",
    "10.1.2.3/32, https://10.1.2.3:9000, ''",
    "10.1.2.0/25, https://10.1.2.128, secure:3128",
    "10.0.0.0/33, https://10.0.0.0, secure:3128",
    "10.0.0.0/x, https://10.0.0.0, secure:3128",
    "fd00::1, https://[fd00::1]:9000, ''",
    "[fd00::1], https://[FD00:0::1], ''",
    "fd00::/8, https://[fd12::3], ''",
    "fd00::/8, https://10.0.0.1, secure:3128",
    "host.test., https://host.test, ''",
    "host.test, https://deep.host.test., ''",
    "0.0.0.0/0, https://host.test, secure:3128",
    "0.0.0.0/0, https://255.0.9.10, ''",
    "999.0.0.0/8, https://999.1.1.1, secure:3128",
  })
  void addressesAndRangesAreExempt(String direct, String uri, String proxy) {
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "http://secure:3128", "NO_PROXY", direct);
    assertEquals(proxy, through(environment, uri));
  }

  @Test
  void starExemptsAllAndWhatIsSmallWins() {
    Map<String, String> all = Map.of("HTTPS_PROXY", "http://secure:3128", "NO_PROXY", "*");
    assertEquals("", through(all, "https://store.example"));
    Map<String, String> both = Map.of("HTTPS_PROXY", "http://a:1", "https_proxy", "http://b:2");
    assertEquals("b:2", through(both, "https://store.example"));
    Map<String, String> forged = Map.of("HTTP_PROXY", "http://a:1");
    assertEquals("", through(forged, "http://store.example"));
  }

  private static String through(Map<String, String> environment, String uri) {
    EnvironmentProxies proxies =
        new EnvironmentProxies(
            environment,
            (variable, fault) -> {
              throw new AssertionError(variable + fault);
            });
    Proxy proxy = proxies.select(URI.create(uri)).get(0);
    return proxy.address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "";
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5://user:secret@host:1", "http://", "http://a b", "https://x"})
  void whatIsNoProxyIsAFaultOfItsVariableAndItsValueIsNotTold(String text) {
    List<String> faults = new ArrayList<>();
    new EnvironmentProxies(
        Map.of("https_proxy", text), (variable, fault) -> faults.add(variable + ": " + fault));
    assertEquals(List.of("https_proxy: invalid proxy: use http://HOST:PORT"), faults);
  }

  /** In a JVM of its own: there is one selector of proxies for all of it. */
  @Test
  void secureRequestGoesThroughATunnelThatAsksForAPassword(@TempDir Path directory)
      throws IOException {
    try (ChildJvm child = ChildJvm.start("022", Tunnelled.class, directory)) {
      assertEquals("CONNECT store.invalid:443 HTTP/1.1", child.line());
      assertEquals("Proxy-authorization: Basic dXNlcjpwYXNz", child.line());
      assertEquals("200", child.line());
    }
  }

  /** A store, a proxy before it, and a client. */
  static final class Tunnelled {

    private Tunnelled() {}

    public static void main(String[] arguments) throws Exception {
      Talk store =
          (in, out) -> {
            RawServer.readHead(in);
            RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          };
      try (RawServer secure = RawServer.start(TestTls.context().getServerSocketFactory(), store);
          RawServer proxy = RawServer.start((in, out) -> tunnel(in, out, secure.port()));
          HttpClient client =
              new HttpClient(Duration.ofSeconds(10), TestTls.context().getSocketFactory())) {
        EnvironmentProxies.install(
            Map.of("HTTPS_PROXY", "http://user:pass@127.0.0.1:" + proxy.port()),
            (variable, fault) -> System.out.println(fault));
        try (HttpExchange get =
            client.request("GET", URI.create("https://store.invalid/x"), Map.of())) {
          get.execute();
          System.out.println(get.status());
        }
      }
    }

    private static void tunnel(InputStream in, OutputStream out, int port) throws IOException {
      String head = RawServer.readHead(in);
      if (!head.contains("Proxy-authorization:")) {
        String challenge = "Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
        RawServer.write(out, "HTTP/1.1 407 Who are you\r\n" + challenge);
        head = RawServer.readHead(in);
      }
      head.lines()
          .filter(line -> line.matches("(CONNECT|Proxy-authorization:) .*"))
          .forEach(System.out::println);
      RawServer.write(out, "HTTP/1.1 200 Connected\r\n\r\n");
      try (Socket store = new Socket(InetAddress.getLoopbackAddress(), port)) {
        Thread there = new Thread(() -> copy(in, store));
        there.setDaemon(true);
        there.start();
        store.getInputStream().transferTo(out);
      }
    }

    private static void copy(InputStream in, Socket to) {
      try {
        byte[] buffer = new byte[4096];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          to.getOutputStream().write(buffer, 0, n);
        }
      } catch (IOException gone) {
        // Either end may go.
      }
    }
  }
}
