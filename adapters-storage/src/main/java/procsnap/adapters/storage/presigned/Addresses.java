package procsnap.adapters.storage.presigned;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import procsnap.adapters.storage.http.Hosts;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** The addresses of a collector, and those that it may name: https never leads to http. */
final class Addresses {

  private static final int MAX_PORT = 65_535;

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNRESERVED = "-._~";

  private final String collector;
  private final boolean secure;

  private Addresses(String collector, boolean secure) {
    this.collector = collector;
    this.secure = secure;
  }

  static Addresses of(URI collector) throws ObjectStoreException {
    boolean plain = collector.getRawQuery() == null && collector.getRawFragment() == null;
    if (!plain || !isFit(collector, true)) {
      throw new ObjectStoreException(
          Kind.PERMANENT,
          "invalid address of a collector: use https://HOST/PATH without user, query and fragment;"
              + " http is only for this machine");
    }
    String text = collector.toString();
    return new Addresses(text.replaceFirst("/+$", ""), isHttps(collector));
  }

  /** Address of an object. */
  URI object(String name) {
    return URI.create(collector + "/" + encode(name, "/"));
  }

  /** Address of a page of a listing. */
  URI page(String prefix, Optional<String> after) {
    return URI.create(
        collector
            + "/?prefix="
            + encode(prefix, "")
            + after.map(name -> "&after=" + encode(name, "")).orElse(""));
  }

  /**
   * Parses an address that the collector named. It is as good as a credential, so it is never
   * shown.
   *
   * @throws ObjectStoreException PERMANENT when nothing may be sent there
   */
  URI presigned(String text) throws ObjectStoreException {
    try {
      URI address = new URI(text);
      if (isFit(address, !secure)) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Rejected like the others; this exception would show the address.
    }
    throw new ObjectStoreException(
        Kind.PERMANENT,
        "the collector named an address that is invalid or not https: ask its operator");
  }

  private static boolean isFit(URI address, boolean loopbackIsFit) {
    String host = address.getHost();
    boolean portIsFit = address.getPort() <= MAX_PORT;
    if (host == null || address.getRawUserInfo() != null || !portIsFit) {
      return false;
    }
    boolean http = "http".equalsIgnoreCase(address.getScheme());
    return isHttps(address) || (http && loopbackIsFit && Hosts.isLoopback(host));
  }

  private static boolean isHttps(URI address) {
    return "https".equalsIgnoreCase(address.getScheme());
  }

  private static String encode(String text, String kept) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean letterOrDigit = b > 0 && Character.isLetterOrDigit(c);
      if (letterOrDigit || UNRESERVED.indexOf(c) >= 0 || kept.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.toHexDigits(b));
      }
    }
    return encoded.toString();
  }
}
