package procsnap.adapters.storage.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.RegularFile;
import procsnap.adapters.storage.http.ServerText;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;

/**
 * Profiles in the two settings files of AWS's own tools. Each may be missing, or be replaced.
 *
 * @param credentials finds the file credentials
 * @param config finds the file config
 */
record AwsProfiles(Supplier<Optional<Path>> credentials, Supplier<Optional<Path>> config) {

  private static final int MAX_BYTES = 1024 * 1024;

  private static final Pattern LINE = Pattern.compile(" on line \\d+");

  /** The files in ~/.aws, or those that the environment names. */
  static AwsProfiles ofThisMachine() {
    return new AwsProfiles(
        ProfileFileLocation::credentialsFileLocation,
        ProfileFileLocation::configurationFileLocation);
  }

  /**
   * Reads both files.
   *
   * @throws AwsSettingsException if one is larger than 1 MiB, malformed, or cannot be read
   */
  ProfileFile read() {
    ProfileFile.Aggregator both = ProfileFile.aggregator();
    credentials.get().ifPresent(file -> both.addFile(parse(file, ProfileFile.Type.CREDENTIALS)));
    config.get().ifPresent(file -> both.addFile(parse(file, ProfileFile.Type.CONFIGURATION)));
    return both.build();
  }

  private static ProfileFile parse(Path file, ProfileFile.Type type) {
    String what = "cannot use the AWS settings in " + ServerText.printable(file.toString()) + ": ";
    try {
      return ProfileFile.builder()
          .content(new ByteArrayInputStream(RegularFile.read(file, MAX_BYTES)))
          .type(type)
          .build();
    } catch (IOException e) {
      throw new AwsSettingsException(what + FileProblem.describe(e), e);
    } catch (RuntimeException e) {
      // Its message may quote a secret.
      Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
      throw new AwsSettingsException(what + "malformed" + (line.find() ? line.group() : ""), e);
    }
  }
}
