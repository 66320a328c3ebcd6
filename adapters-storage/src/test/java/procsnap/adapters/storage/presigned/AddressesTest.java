package procsnap.adapters.storage.presigned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.core.port.ObjectStoreException;

/** Which addresses a collector may have and name. */
class AddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://collector.example.org",
        "https://collector.example.org:8443/v1/",
        "http://127.0.0.1:8080/v1",
        "http://localhost/",
        "http://[::1]:8080/",
      })
  void collectorMayBeThere(String address) throws Exception {
    Addresses.of(URI.create(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://collector.example.org/",
        "http://127.0.0.1.example.org/",
        "http://localhost.example.org/",
        "https://token@collector.example.org/",
        "https://collector.example.org/?token=abc",
        "https://collector.example.org/#a",
        "https:///v1",
        "ftp://collector.example.org/",
      })
  void collectorMustNotBeThere(String address) {
    assertThrows(ObjectStoreException.class, () -> Addresses.of(URI.create(address)));
  }

  @Test
  void httpsNeverLeadsToHttp() throws Exception {
    Addresses addresses = Addresses.of(URI.create("https://collector.example.org"));
    assertEquals(
        URI.create("https://store.example.org/x?y"),
        addresses.presigned("https://store.example.org/x?y"));
    assertThrows(
        ObjectStoreException.class, () -> addresses.presigned("http://store.example.org/x?y"));
    assertThrows(ObjectStoreException.class, () -> addresses.presigned("http://127.0.0.1/x?y"));
  }

  @Test
  void namesArePercentEncodedPartByPart() throws Exception {
    Addresses addresses = Addresses.of(URI.create("https://collector.example.org/v1//"));
    assertEquals(
        "https://collector.example.org/v1/a/b%20c/%C3%BC%3F%26~-._",
        addresses.object("a/b c/ü?&~-._").toString());
    assertEquals(
        "https://collector.example.org/v1/?prefix=a%2Fb&after=a%2Fb%2Bc",
        addresses.page("a/b", Optional.of("a/b+c")).toString());
  }
}
