package procsnap.adapters.storage.http;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code http_proxy} and {@code NO_PROXY} name, with the
 * rules of curl. This machine and the metadata servers of clouds are always reached directly.
 */
public final class EnvironmentProxies extends ProxySelector {

  private static final int DEFAULT_PORT = 1080;

  private final Map<String, URI> proxies = new HashMap<>();
  private final List<String> direct;

  /**
   * Sends all connections of this JVM through the proxies of its environment, if there are any.
   *
   * @param errors takes each invalid variable and the reason, without its value, which may contain
   *     a password
   */
  public static void install(Map<String, String> environment, BiConsumer<String, String> errors) {
    EnvironmentProxies selector = new EnvironmentProxies(environment, errors);
    if (!selector.proxies.isEmpty()) {
      ProxySelector.setDefault(selector);
      Authenticator.setDefault(selector.new Passwords());
      // By default Java sends no password over plain HTTP, even when the proxy asks for it.
      System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    }
  }

  EnvironmentProxies(Map<String, String> environment, BiConsumer<String, String> errors) {
    // Not HTTP_PROXY: in a CGI program it may come from a header of the request.
    for (String variable : List.of("HTTPS_PROXY", "https_proxy", "http_proxy")) {
      String scheme = variable.substring(0, variable.indexOf('_')).toLowerCase(Locale.ROOT);
      String text = environment.getOrDefault(variable, "");
      Optional<URI> proxy = parse(text);
      proxy.ifPresent(uri -> proxies.put(scheme, uri));
      if (proxy.isEmpty() && !text.isEmpty()) {
        errors.accept(variable, "invalid proxy: use http://HOST:PORT");
      }
    }
    direct =
        List.of(
            environment
                .getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""))
                .toLowerCase(Locale.ROOT)
                .split("[,\\s]+"));
  }

  private static Optional<URI> parse(String text) {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      return "http".equals(uri.getScheme()) && uri.getHost() != null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Proxy> select(URI uri) {
    URI proxy = proxies.get(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    if (proxy == null || isLocal(host) || direct.stream().anyMatch(to -> matches(to, host, uri))) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of(
        new Proxy(
            Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy))));
  }

  private static int port(URI proxy) {
    return proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
  }

  private static boolean isLocal(String host) {
    return Hosts.isLoopback(host)
        || host.startsWith("169.254.")
        || host.equals("metadata.google.internal");
  }

  /** As curl does: names with their subdomains, addresses, and ranges of addresses. */
  private static boolean matches(String direct, String host, URI uri) {
    if (direct.isEmpty() || direct.equals("*")) {
      return !direct.isEmpty();
    }
    Optional<InetAddress> address = Hosts.address(host);
    if (address.isPresent()) {
      return Hosts.isIn(address.get(), direct) || direct.equals(host + ":" + uri.getPort());
    }
    String domain = Hosts.normal(direct).replaceFirst("^\\.", "");
    String name = Hosts.normal(host);
    return name.equals(domain)
        || domain.equals(name + ":" + uri.getPort())
        || name.endsWith("." + domain);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
    // The connection itself fails, and reports it.
  }

  /** The user and password in a proxy's URL, sent to that proxy only. */
  private final class Passwords extends Authenticator {

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? proxies.values().stream()
              .filter(this::isAsking)
              .map(URI::getUserInfo)
              .filter(user -> user != null && user.contains(":"))
              .map(user -> user.split(":", 2))
              .map(user -> new PasswordAuthentication(user[0], user[1].toCharArray()))
              .findFirst()
              .orElse(null)
          : null;
    }

    private boolean isAsking(URI proxy) {
      return proxy.getHost().equalsIgnoreCase(getRequestingHost())
          && port(proxy) == getRequestingPort();
    }
  }
}
