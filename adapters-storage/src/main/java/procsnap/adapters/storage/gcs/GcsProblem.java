package procsnap.adapters.storage.gcs;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import procsnap.adapters.storage.http.NetworkProblem;
import procsnap.adapters.storage.http.RetryAfter;
import procsnap.adapters.storage.http.ServerText;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Tells apart what Google's client complained of. */
final class GcsProblem {

  private static final int UNAUTHENTICATED = 401;

  private GcsProblem() {}

  /**
   * The same failure as a store tells it.
   *
   * @param what what was tried, as "cannot store x"
   */
  static ObjectStoreException translate(String what, Exception problem) {
    Optional<HttpResponseException> answer =
        NetworkProblem.cause(problem, HttpResponseException.class);
    int status =
        answer
            .map(HttpResponseException::getStatusCode)
            .orElse(problem instanceof StorageException storage ? storage.getCode() : 0);
    String text = what + ": " + ServerText.printable(String.valueOf(problem.getMessage()));
    if (status == 408 || status == 429 || status >= 500) {
      return new ObjectStoreException(Kind.TRANSIENT, text, retryAfter(answer), problem);
    }
    if (status == 401 || status == 403) {
      return new ObjectStoreException(
          Kind.PERMANENT,
          text + ": give these credentials the role Storage Object Creator, or use others",
          problem);
    }
    if (status == 404) {
      return new ObjectStoreException(
          Kind.PERMANENT, text + ": create the bucket, or correct its name", problem);
    }
    if (status >= 400) {
      return new ObjectStoreException(Kind.PERMANENT, text, problem);
    }
    if (NetworkProblem.cause(problem, IllegalStateException.class).isPresent()) {
      // How a token that cannot be renewed says so.
      return new ObjectStoreException(
          Kind.PERMANENT, what + ": the store does not take the access token: renew it", problem);
    }
    return NetworkProblem.cause(problem, IOException.class)
        .map(network -> NetworkProblem.translate(what, network))
        .orElseGet(() -> new ObjectStoreException(Kind.TRANSIENT, text, problem));
  }

  /** Whether the store or whoever hands out tokens did not take the credentials. */
  static boolean isOfCredentials(RuntimeException problem) {
    boolean isRefused =
        problem instanceof StorageException answer && answer.getCode() == UNAUTHENTICATED;
    return isRefused
        || NetworkProblem.cause(problem, IllegalStateException.class).isPresent()
        || NetworkProblem.cause(problem, Retryable.class)
            .filter(token -> !token.isRetryable())
            .isPresent();
  }

  private static Duration retryAfter(Optional<HttpResponseException> answer) {
    return RetryAfter.parse(
        answer.map(refused -> refused.getHeaders().getRetryAfter()), Instant.now());
  }
}
