package procsnap.adapters.storage.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hosts as they stand in URLs and in lists of them. No name is looked up. */
public final class Hosts {

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");

  private Hosts() {}

  /** Whether a host is this machine. */
  public static boolean isLoopback(String host) {
    return normal(host).equals("localhost")
        || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** Lower case, without the brackets of an IPv6 address and the dot at the end of a full name. */
  static String normal(String host) {
    return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$", "").replaceFirst("\\.$", "");
  }

  /** The address that a host is, if it is one and not a name. */
  static Optional<InetAddress> address(String host) {
    String text = normal(host);
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is in a range like 10.0.0.0/8. */
  static boolean isIn(InetAddress address, String range) {
    int slash = range.indexOf('/');
    Optional<InetAddress> network = address(slash < 0 ? range : range.substring(0, slash));
    if (network.isEmpty()) {
      return false;
    }
    byte[] first = network.get().getAddress();
    byte[] bytes = address.getAddress();
    String digits = range.substring(slash + 1);
    int bits = 8 * first.length;
    if (slash >= 0) {
      if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > bits) {
        return false;
      }
      bits = Integer.parseInt(digits);
    }
    if (bytes.length != first.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((bytes[bit / 8] ^ first[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
        return false;
      }
    }
    return true;
  }
}
