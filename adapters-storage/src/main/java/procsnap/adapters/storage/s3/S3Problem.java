package procsnap.adapters.storage.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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

/** Tells apart what S3 complained of: what passes, and what people must mend. */
final class S3Problem {

  /** Told with a 400, but it is the way there that was not well. */
  private static final Set<String> DAMAGED_ON_THE_WAY =
      Set.of(
          "BadDigest",
          "IncompleteBody",
          "RequestTimeout",
          "XAmzContentChecksumMismatch",
          "XAmzContentSHA256Mismatch");

  private S3Problem() {}

  /**
   * The same failure as a store tells it.
   *
   * @param what what was tried, as "cannot store x"
   */
  static ObjectStoreException translate(String what, RuntimeException problem) {
    if (problem instanceof AwsServiceException answer) {
      return translate(what, answer);
    }
    Optional<IOException> network = NetworkProblem.cause(problem, IOException.class);
    if (NetworkProblem.cause(problem, AbortedException.class).isPresent()) {
      // The SDK takes the flag; whoever interrupted still wants it seen.
      Thread.currentThread().interrupt();
    } else if (network.isPresent()) {
      return NetworkProblem.translate(what, network.get());
    }
    if (NetworkProblem.cause(problem, NoCredentialsException.class).isPresent()) {
      return new ObjectStoreException(
          Kind.PERMANENT,
          what
              + ": there are no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
              + " write ~/.aws/credentials, or give this machine a role",
          problem);
    }
    boolean ours = problem instanceof SdkException || problem instanceof UncheckedIOException;
    return new ObjectStoreException(
        ours ? Kind.TRANSIENT : Kind.PERMANENT,
        what + ": " + ServerText.printable(String.valueOf(problem.getMessage())),
        problem);
  }

  /** What a put that failed may have left in doubt. */
  enum Doubt {
    NONE,
    /** The name is taken. */
    TAKEN,
    /** It may have been stored, or refused, and nobody heard. */
    BROKEN_OFF
  }

  static Doubt doubt(SdkException problem) {
    if (problem instanceof AwsServiceException answer) {
      return answer.statusCode() == 412 ? Doubt.TAKEN : Doubt.NONE;
    }
    return NetworkProblem.cause(problem, TruncatedBodyException.class).isPresent()
        ? Doubt.BROKEN_OFF
        : Doubt.NONE;
  }

  /** Whether there is no object of that name; a bucket that is not there is another matter. */
  static boolean isMissingObject(AwsServiceException answer) {
    return answer.statusCode() == 404 && !code(answer).equals("NoSuchBucket");
  }

  private static String code(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  private static ObjectStoreException translate(String what, AwsServiceException answer) {
    int status = answer.statusCode();
    Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
    String code = code(answer);
    String text = details.map(AwsErrorDetails::errorMessage).orElse("");
    Kind kind = kind(status, code);
    String message =
        what
            + ": the store answered "
            + (status + " " + ServerText.printable(code)).strip()
            + (text.isEmpty() ? "" : " (" + ServerText.printable(text) + ")")
            + (kind == Kind.PERMANENT ? ": " + advice(status, code) : "");
    Duration retryAfter =
        RetryAfter.parse(
            details.flatMap(d -> d.sdkHttpResponse().firstMatchingHeader("Retry-After")),
            Instant.now());
    return new ObjectStoreException(kind, message, retryAfter, new IOException("HTTP " + status));
  }

  private static Kind kind(int status, String code) {
    return DAMAGED_ON_THE_WAY.contains(code) ? Kind.TRANSIENT : HttpStatus.kind(status);
  }

  private static String advice(int status, String code) {
    return switch (code) {
      case "NoSuchBucket" -> "create the bucket or correct its name";
      case "RequestTimeTooSkewed" -> "set this machine's clock";
      case "ExpiredToken", "InvalidAccessKeyId", "SignatureDoesNotMatch" -> "renew the credentials";
      case "PermanentRedirect", "AuthorizationHeaderMalformed" ->
          "give the region that the bucket is in";
      default ->
          switch (status) {
            case 401, 403 -> "check the credentials and their rights to this bucket";
            case 404 -> "check the names of the bucket and of the endpoint";
            case 301, 308 -> "check the region and the endpoint";
            default -> "check the endpoint: it may not be S3, or not know all of it";
          };
    };
  }
}
