package procsnap.adapters.storage.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import procsnap.adapters.storage.http.HttpStatus;
import procsnap.adapters.storage.http.NetworkProblem;
import procsnap.adapters.storage.http.RetryAfter;
import procsnap.adapters.storage.http.ServerText;
import procsnap.adapters.storage.http.TruncatedBodyException;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates the failures of the AWS SDK into those of an object store. */
final class S3Problem {

  private static final String REGION = "[a-z0-9-]{1,40}";

  private S3Problem() {}

  /**
   * Translates a failure.
   *
   * @param what what was attempted, as "cannot store x"
   */
  static ObjectStoreException translate(String what, RuntimeException problem) {
    if (problem instanceof AwsServiceException response) {
      return translate(what, response);
    }
    Optional<IOException> network = NetworkProblem.cause(problem, IOException.class);
    if (NetworkProblem.cause(problem, AbortedException.class).isPresent()) {
      // The SDK clears the interrupt flag; whoever interrupted still needs it.
      Thread.currentThread().interrupt();
    } else if (network.isPresent()) {
      return NetworkProblem.translate(what, network.get());
    }
    Optional<AwsSettingsException> settings =
        NetworkProblem.cause(problem, AwsSettingsException.class);
    if (settings.isPresent()) {
      return new ObjectStoreException(
          Kind.PERMANENT, what + ": " + settings.get().getMessage(), problem);
    }
    boolean isKnown = problem instanceof SdkException || problem instanceof UncheckedIOException;
    return new ObjectStoreException(
        isKnown ? Kind.TRANSIENT : Kind.PERMANENT,
        what + ": " + ServerText.reason(problem),
        problem);
  }

  /** What is known of the object after a put that failed. */
  enum AfterPut {
    NOT_STORED,
    NAME_TAKEN,
    /** Stored or rejected: the response was lost. */
    UNKNOWN
  }

  /**
   * Returns what is known after a put that failed. A 409 is ConditionalRequestConflict: another
   * request for the same name was under way, and S3 asks for a new attempt.
   */
  static AfterPut afterPut(SdkException problem) {
    if (problem instanceof AwsServiceException response) {
      return response.statusCode() == 412 ? AfterPut.NAME_TAKEN : AfterPut.NOT_STORED;
    }
    return NetworkProblem.cause(problem, TruncatedBodyException.class).isPresent()
        ? AfterPut.UNKNOWN
        : AfterPut.NOT_STORED;
  }

  /** Whether the object does not exist, rather than the bucket. */
  static boolean isMissingObject(AwsServiceException response) {
    return HttpStatus.kind(response.statusCode()) == Kind.MISSING
        && !code(response).equals("NoSuchBucket");
  }

  private static String code(AwsServiceException response) {
    return Optional.ofNullable(response.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .orElse("");
  }

  private static Optional<String> header(AwsServiceException response, String name) {
    return Optional.ofNullable(response.awsErrorDetails())
        .flatMap(details -> details.sdkHttpResponse().firstMatchingHeader(name));
  }

  private static ObjectStoreException translate(String what, AwsServiceException response) {
    int status = response.statusCode();
    String code = code(response);
    String text =
        Optional.ofNullable(response.awsErrorDetails())
            .map(AwsErrorDetails::errorMessage)
            .orElse("");
    Kind kind = HttpStatus.failure(status, code);
    String message =
        what
            + ": HTTP "
            + (status + " " + ServerText.printable(code)).strip()
            + (text.isEmpty() ? "" : " (" + ServerText.printable(text) + ")")
            + (kind == Kind.PERMANENT ? ": " + advice(response) : "");
    Duration retryAfter = RetryAfter.parse(header(response, "Retry-After"), Instant.now());
    return new ObjectStoreException(kind, message, retryAfter, new IOException("HTTP " + status));
  }

  private static String advice(AwsServiceException response) {
    Optional<String> region =
        header(response, "x-amz-bucket-region").filter(name -> name.matches(REGION));
    return switch (code(response)) {
      case "NoSuchBucket" -> "create the bucket or correct its name";
      case "RequestTimeTooSkewed" -> "set this machine's clock";
      case "ExpiredToken", "InvalidAccessKeyId", "SignatureDoesNotMatch" -> "renew the credentials";
      case "PermanentRedirect", "AuthorizationHeaderMalformed" -> regionAdvice(region);
      default ->
          switch (response.statusCode()) {
            case 301 -> regionAdvice(region);
            case 401, 403 -> "check the credentials and their rights to this bucket";
            case 412 -> "nothing has that name: check the policies of the bucket";
            case 404 -> "check the names of the bucket and of the endpoint";
            default -> "check the endpoint: it may not be S3, or not support all of it";
          };
    };
  }

  /** S3 names the bucket's region in the redirect that it sends when another one was addressed. */
  private static String regionAdvice(Optional<String> region) {
    return region
        .map(name -> "the bucket is in the region " + name + ": set --s3-region " + name)
        .orElse("set --s3-region to the region of the bucket, and check the endpoint");
  }
}
