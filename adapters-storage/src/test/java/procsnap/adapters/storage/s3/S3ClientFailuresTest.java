package procsnap.adapters.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import procsnap.adapters.storage.StoreLocation;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/** Failures of the SDK itself, which no server can cause: its client is a mock. */
final class S3ClientFailuresTest {

  private final S3Client client = mock();
  private final SdkHttpClient http = mock();
  private final S3ObjectStore store =
      new S3ObjectStore(StoreLocation.of(URI.create("s3://traces")), client, http, 1000);

  @Test
  void interruptIsTransientAndLeavesTheThreadInterrupted() {
    assertEquals(Kind.TRANSIENT, failure(AbortedException.create("aborted")).kind());
    assertTrue(Thread.interrupted(), "the SDK's exception has cleared the flag for good");
  }

  @Test
  void failureOfTheClientIsTransient() {
    ObjectStoreException failure = failure(SdkClientException.create("cannot\nunmarshall"));
    assertEquals(Kind.TRANSIENT, failure.kind());
    assertEquals("cannot list s3://traces/: cannot?unmarshall", failure.getMessage());
  }

  @Test
  void errorInTheClientIsPermanent() {
    assertEquals(Kind.PERMANENT, failure(new IllegalStateException("a bug")).kind());
  }

  @Test
  void closingTheStoreClosesTheClientAndItsConnections() {
    store.close();
    verify(client).close();
    verify(http).close();
  }

  private ObjectStoreException failure(RuntimeException thrown) {
    when(client.listObjectsV2(ArgumentMatchers.<Consumer<ListObjectsV2Request.Builder>>any()))
        .thenThrow(thrown);
    return assertThrows(ObjectStoreException.class, () -> store.list("", "").next());
  }
}
