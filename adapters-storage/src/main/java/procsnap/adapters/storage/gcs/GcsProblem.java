package procsnap.adapters.storage.gcs;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import procsnap.adapters.storage.http.HttpStatus;
import procsnap.adapters.storage.http.NetworkProblem;
import procsnap.adapters.storage.http.RetryAfter;
import procsnap.adapters.storage.http.ServerText;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Translates the failures of Google's client into those of an object store. */
final class GcsProblem {

  private static final int UNAUTHENTICATED = 401;

  /** A resumable upload whose session is over; the next attempt begins another one. */
  private static final int SESSION_GONE = 410;

  private GcsProblem() {}

  /**
   * Translates a failure.
   *
   * @param what what was attempted, as "cannot store x"
   */
  static ObjectStoreException translate(String what, Exception problem) {
    Optional<HttpResponseException> response =
        NetworkProblem.cause(problem, HttpResponseException.class);
    int status =
        response
            .map(HttpResponseException::getStatusCode)
            .or(
                () ->
                    NetworkProblem.cause(problem, GcsRedirectException.class)
                        .map(GcsRedirectException::status))
            .orElse(problem instanceof StorageException storage ? storage.getCode() : 0);
    String text = what + ": " + ServerText.reason(problem);
    if (isHttp(status)) {
      Kind kind = status == SESSION_GONE ? Kind.TRANSIENT : HttpStatus.failure(status, "");
      return new ObjectStoreException(
          kind,
          kind == Kind.PERMANENT ? text + advice(what, status) : text,
          retryAfter(response),
          problem);
    }
    if (NetworkProblem.cause(problem, IllegalStateException.class).isPresent()) {
      // How the client reports a token that cannot be renewed.
      return new ObjectStoreException(
          Kind.PERMANENT, what + ": the store rejects the access token: renew it", problem);
    }
    return NetworkProblem.cause(problem, IOException.class)
        .map(network -> NetworkProblem.translate(what, network))
        .orElseGet(() -> new ObjectStoreException(Kind.TRANSIENT, text, problem));
  }

  /** The client gives failures without a response the code 0. */
  private static boolean isHttp(int status) {
    return status >= 100;
  }

  /** Whether a put was rejected because its name may be taken. */
  static boolean isNameTaken(StorageException problem) {
    return isHttp(problem.getCode()) && HttpStatus.kind(problem.getCode()) == Kind.CONFLICT;
  }

  /** Whether the store, or the server that issues tokens, rejected the credentials. */
  static boolean isOfCredentials(RuntimeException problem) {
    boolean isRejected =
        problem instanceof StorageException storage && storage.getCode() == UNAUTHENTICATED;
    return isRejected
        || NetworkProblem.cause(problem, IllegalStateException.class).isPresent()
        || NetworkProblem.cause(problem, Retryable.class)
            .filter(token -> !token.isRetryable())
            .isPresent();
  }

  private static String advice(String what, int status) {
    String role = what.startsWith("cannot store") ? "Creator" : "Viewer";
    return switch (status) {
      case 401, 403 ->
          ": give these credentials the role Storage Object " + role + ", or use other credentials";
      case 404 -> ": create the bucket, or correct its name";
      case 412 -> ": nothing has that name: check the policies of the bucket";
      default -> "";
    };
  }

  private static Duration retryAfter(Optional<HttpResponseException> response) {
    return RetryAfter.parse(
        response.map(rejected -> rejected.getHeaders().getRetryAfter()), Instant.now());
  }
}
