package procsnap.adapters.storage.s3;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import java.util.regex.Pattern;
import procsnap.adapters.storage.http.ServerText;

/**
 * Why the AWS SDK finds no credentials. Its exception lists what each way to credentials says, also
 * those that nobody has set up.
 */
final class CredentialsProblem {

  private static final String ADVICE =
      "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, write ~/.aws/credentials, or give this"
          + " machine a role";

  private static final Pattern PROVIDER = Pattern.compile("\\w+CredentialsProvider\\(");
  private static final String REASONS = ") : [";
  private static final String END_OF_PROVIDER = "): ";

  private static final Pattern NOT_SET_UP =
      Pattern.compile(
          "from system settings|must be set|neither AWS_CONTAINER|IMDS|for profile 'default'");

  /** What is for programmers: the profiles, the attempts, the class of an exception. */
  private static final Pattern OF_JAVA =
      Pattern.compile(
          ": ProfileFile\\(.*| \\(SDK Attempt Count: \\d+\\)|[\\w.]+Exception: |, $|]$");

  private CredentialsProblem() {}

  /** One phrase: what the ways that are set up say, or how to set one up. */
  static String describe(RuntimeException chain) {
    String message = String.valueOf(chain.getMessage());
    int start = message.indexOf(REASONS);
    String reasons =
        PROVIDER
            .splitAsStream(message.substring(Math.max(start, 0)))
            .filter(provider -> !NOT_SET_UP.matcher(provider).find())
            .flatMap(provider -> reason(provider).stream())
            .collect(joining("; "));
    return "no AWS credentials found: "
        + (reasons.isEmpty() ? ADVICE : ServerText.printable(reasons));
  }

  private static Optional<String> reason(String provider) {
    int end = provider.lastIndexOf(END_OF_PROVIDER);
    return end < 0
        ? Optional.empty()
        : Optional.of(
            OF_JAVA.matcher(provider.substring(end + END_OF_PROVIDER.length())).replaceAll(""));
  }
}
