package procsnap.adapters.storage.s3;

import procsnap.adapters.storage.http.HttpClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.utils.AttributeMap;

/** HTTP of the clients that the AWS SDK makes itself to get credentials: STS and SSO. */
public final class AwsHttpService implements SdkHttpService {

  @Override
  public SdkHttpClient.Builder<?> createHttpClientBuilder() {
    return new Builder();
  }

  private static final class Builder implements SdkHttpClient.Builder<Builder> {

    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new S3HttpClient(HttpClient.NO_PROGRESS, false);
    }
  }
}
