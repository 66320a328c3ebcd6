package procsnap.adapters.storage.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.storage.blob.models.BlobStorageException;
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

/** Translates the failures of Azure's client into those of an object store. */
final class AzureProblem {

  private AzureProblem() {}

  /**
   * Translates a failure.
   *
   * @param what what was attempted, as "cannot store x"
   */
  static ObjectStoreException translate(String what, RuntimeException problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpResponseException response && response.getResponse() != null) {
        return translate(what, response);
      }
      if (cause instanceof IOException network) {
        return NetworkProblem.translate(what, network);
      }
    }
    return new ObjectStoreException(
        Kind.TRANSIENT, what + ": " + ServerText.reason(problem), problem);
  }

  /** The response may come from something in front of Azure, and have no code. */
  private static ObjectStoreException translate(String what, HttpResponseException failure) {
    int status = failure.getResponse().getStatusCode();
    String code =
        failure instanceof BlobStorageException blob && blob.getErrorCode() != null
            ? ServerText.printable(blob.getErrorCode().toString())
            : "";
    Kind kind = HttpStatus.failure(status, code);
    String message =
        what
            + ": HTTP "
            + (status + " " + code).strip()
            + (kind == Kind.PERMANENT ? advice(status) : "");
    return new ObjectStoreException(kind, message, retryAfter(failure), failure);
  }

  private static String advice(int status) {
    return switch (status) {
      case 401, 403 ->
          ": give these credentials permission to create and read blobs, or renew them";
      case 404 -> ": create the container, or correct its name";
      case 412 -> ": nothing has that name: check the policies of the container";
      default -> ": check the address of the blob service";
    };
  }

  private static Duration retryAfter(HttpResponseException failure) {
    return RetryAfter.parse(
        Optional.ofNullable(failure.getResponse())
            .map(response -> response.getHeaders().getValue(HttpHeaderName.RETRY_AFTER)),
        Instant.now());
  }
}
