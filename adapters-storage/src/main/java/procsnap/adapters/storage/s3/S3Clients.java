package procsnap.adapters.storage.s3;

import java.net.URI;
import java.util.Optional;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of the AWS SDK that send each request once, with its checksum in a header. */
final class S3Clients {

  private S3Clients() {}

  static S3Client of(
      Optional<URI> endpoint,
      boolean pathStyle,
      Region region,
      AwsCredentialsProvider credentials,
      ProfileFile profiles,
      SdkHttpClient http) {
    var builder =
        S3Client.builder()
            .httpClient(http)
            .region(region)
            .credentialsProvider(credentials)
            .forcePathStyle(pathStyle)
            // Many compatible stores do not understand a checksum in a trailer; ours is in a
            // header.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                s3 -> s3.chunkedEncodingEnabled(false).expectContinueEnabled(false))
            // The user of the store decides when to try again.
            .overrideConfiguration(
                all ->
                    all.retryStrategy(AwsRetryStrategy.doNotRetry()).defaultProfileFile(profiles));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** No credentials, or those that AWS's own tools find, looked for again at each request. */
  static AwsCredentialsProvider credentials(boolean noCredentials, AwsProfiles profiles) {
    if (noCredentials) {
      return AnonymousCredentialsProvider.create();
    }
    DefaultCredentialsProvider chain =
        DefaultCredentialsProvider.builder().profileFile(profiles::read).build();
    return () -> {
      try {
        return chain.resolveCredentials();
      } catch (AwsSettingsException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new AwsSettingsException(CredentialsProblem.describe(e), e);
      }
    };
  }

  /**
   * The region that was set, or that AWS's own tools find. With an endpoint it is only a word in
   * the signature, so any will do.
   */
  static Region region(Optional<String> given, boolean withEndpoint, ProfileFile profiles)
      throws ObjectStoreException {
    if (given.isPresent()) {
      return Region.of(given.get());
    }
    try {
      return withEndpoint
          ? new AwsRegionProviderChain(
                  new SystemSettingsRegionProvider(),
                  new AwsProfileRegionProvider(() -> profiles, null))
              .getRegion()
          : DefaultAwsRegionProviderChain.builder().profileFile(() -> profiles).build().getRegion();
    } catch (SdkClientException e) {
      if (withEndpoint) {
        return Region.US_EAST_1;
      }
      throw new ObjectStoreException(
          Kind.PERMANENT, "unknown region of the bucket: set --s3-region or AWS_REGION", e);
    }
  }
}
