package procsnap.adapters.storage.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Translates failures of the network into those of an object store. */
public final class NetworkProblem {

  private NetworkProblem() {}

  /**
   * Translates a failure.
   *
   * @param what what was attempted, as "cannot store x"
   */
  public static ObjectStoreException translate(String what, IOException problem) {
    if (problem instanceof MalformedURLException) {
      return new ObjectStoreException(
          Kind.PERMANENT,
          what + ": the address of the store is not a valid URL: correct it",
          problem);
    }
    if (isRejectedTls(problem)) {
      return new ObjectStoreException(
          Kind.PERMANENT,
          what
              + ": no secure connection ("
              + describe(problem)
              + "): check the address, this machine's clock, and the certificates that its Java trusts",
          problem);
    }
    return new ObjectStoreException(Kind.TRANSIENT, what + ": " + describe(problem), problem);
  }

  /** The first exception of a type among a failure and its causes. */
  public static <T> Optional<T> cause(Throwable problem, Class<T> type) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  /** A handshake that broke off may work the next time; a rejected one will not. */
  private static boolean isRejectedTls(IOException problem) {
    boolean tls = false;
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
      if (cause instanceof SocketException || cause instanceof EOFException) {
        return false;
      }
      tls |= cause instanceof SSLException;
    }
    return tls;
  }

  private static String describe(IOException problem) {
    String text = ServerText.reason(problem);
    if (problem instanceof UnknownHostException) {
      return "unknown host " + text;
    }
    return problem instanceof ConnectException ? "the store is unreachable: " + text : text;
  }
}
