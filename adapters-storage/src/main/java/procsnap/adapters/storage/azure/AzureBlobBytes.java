package procsnap.adapters.storage.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DownloadRetryOptions;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import procsnap.core.port.ObjectStoreException;

/**
 * The bytes of a blob, requested in pieces of one version of it. A piece that breaks off is not
 * requested again: the client's own stream would do so for half a minute.
 */
final class AzureBlobBytes extends InputStream {

  private static final int PIECE = 1024 * 1024;

  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final AzureContainer container;
  private final String blob;
  private final String what;

  private byte[] piece = {};
  private int position;

  /** Number of bytes requested so far. */
  private long requested;

  private long size;
  private @Nullable String version;

  /**
   * Requests the first piece.
   *
   * @param what start of each message, as "cannot read x"
   * @throws BlobStorageException when the service rejects it
   */
  AzureBlobBytes(AzureContainer container, String blob, String what)
      throws IOException, ObjectStoreException {
    this.container = container;
    this.blob = blob;
    this.what = what;
    request();
  }

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : piece[position++] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (isAtEnd()) {
      return -1;
    }
    int count = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, buffer, offset, count);
    position += count;
    return count;
  }

  /** Requests the next piece when the current one has been read. */
  private boolean isAtEnd() throws IOException {
    if (position < piece.length) {
      return false;
    }
    if (requested == size) {
      return true;
    }
    try {
      request();
      return false;
    } catch (ObjectStoreException e) {
      throw new IOException(e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IOException(AzureProblem.translate(what, e).getMessage(), e);
    }
  }

  private void request() throws IOException, ObjectStoreException {
    BlobDownloadContentResponse response;
    try {
      response =
          container.send(
              blobs ->
                  blobs
                      .getBlobClient(blob)
                      .downloadContentWithResponse(
                          new DownloadRetryOptions().setMaxRetryRequests(0),
                          new BlobRequestConditions().setIfMatch(version),
                          new BlobRange(requested, (long) PIECE),
                          false,
                          null,
                          Context.NONE));
    } catch (BlobStorageException e) {
      if (e.getStatusCode() == RANGE_NOT_SATISFIABLE && requested == 0) {
        // An empty blob has no first piece.
        return;
      }
      throw e;
    }
    long stated = size(response.getDeserializedHeaders().getContentRange());
    if (requested > 0 && stated != size) {
      throw new IOException(what + ": it changed while it was read");
    }
    piece = response.getValue().toBytes();
    position = 0;
    size = stated;
    version = response.getDeserializedHeaders().getETag();
    if (piece.length != Math.min(PIECE, size - requested)) {
      throw new IOException(what + ": its transfer broke off");
    }
    requested += piece.length;
  }

  /** Size of the whole blob, from a header like "bytes 0-9/100". */
  private long size(@Nullable String range) throws IOException {
    try {
      return Long.parseLong(String.valueOf(range).replaceFirst(".*/", ""));
    } catch (NumberFormatException e) {
      throw new IOException(what + ": the response does not state its size", e);
    }
  }
}
