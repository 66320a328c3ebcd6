package procsnap.adapters.storage.gcs;

import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.ContentTypes;
import procsnap.adapters.storage.PagedCursor;
import procsnap.adapters.storage.PagedCursor.Page;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.TrialStore;
import procsnap.adapters.storage.http.ContentSums;
import procsnap.adapters.storage.http.SentContent;
import procsnap.core.port.ObjectContent;
import procsnap.core.port.ObjectCursor;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** A bucket of Google Cloud Storage as an object store. */
final class GcsObjectStore implements TrialStore {

  /** Up to this size an object is sent in one request, beyond it in pieces. */
  private static final int PIECE = 1024 * 1024;

  private final String bucket;
  private final String prefix;
  private final GcsConnection connection;
  private final int pageSize;
  private volatile Storage storage;

  private GcsObjectStore(StoreLocation location, GcsConnection connection, int pageSize)
      throws IOException {
    this.bucket = location.bucket();
    this.prefix = location.prefix();
    this.connection = connection;
    this.pageSize = pageSize;
    this.storage = connection.open();
  }

  /**
   * Opens a bucket.
   *
   * @throws ObjectStoreException PERMANENT when there are no credentials
   */
  static GcsObjectStore open(StoreLocation location, GcsConnection connection, int pageSize)
      throws ObjectStoreException {
    try {
      return new GcsObjectStore(location, connection, pageSize);
    } catch (IOException e) {
      connection.close();
      throw new ObjectStoreException(
          Kind.PERMANENT, "no credentials for Google Cloud Storage: " + e.getMessage(), e);
    }
  }

  @Override
  public Put putIfAbsent(String name, ObjectContent content) throws ObjectStoreException {
    String what = "cannot store " + uri(name);
    try {
      try {
        return put(name, content, what);
      } catch (RuntimeException e) {
        if (!GcsProblem.isOfCredentials(e)) {
          throw e;
        }
        // The credentials may have been renewed.
        storage = connection.open();
        return put(name, content, what);
      }
    } catch (IOException | RuntimeException e) {
      throw GcsProblem.translate(what, e);
    }
  }

  private Put put(String name, ObjectContent content, String what)
      throws IOException, ObjectStoreException {
    try {
      Blob stored = create(name, content);
      requireSame(what, stored, content);
      return Put.CREATED;
    } catch (StorageException e) {
      if (GcsProblem.isNameTaken(e)) {
        return compare(name, content, e);
      }
      throw e;
    }
  }

  private Blob create(String name, ObjectContent content) throws IOException {
    BlobInfo info =
        BlobInfo.newBuilder(id(name))
            .setContentType(ContentTypes.of(name))
            .setCrc32c(ContentSums.crc32c(content))
            .setMd5(ContentSums.md5(content))
            .build();
    try (InputStream in = SentContent.open(content)) {
      return content.bytes() <= PIECE
          ? storage.create(
              info,
              in.readAllBytes(),
              BlobTargetOption.doesNotExist(),
              BlobTargetOption.disableGzipContent())
          : storage.createFrom(
              info, in, PIECE, BlobWriteOption.doesNotExist(), BlobWriteOption.crc32cMatch());
    }
  }

  private static void requireSame(String what, Blob stored, ObjectContent content)
      throws ObjectStoreException {
    if (!isSame(stored, content)) {
      throw new ObjectStoreException(
          Kind.TRANSIENT, what + ": the store reports other bytes than were sent");
    }
  }

  private static boolean isSame(Blob stored, ObjectContent content) {
    return stored.getSize() != null
        && stored.getSize() == content.bytes()
        && ContentSums.crc32c(content).equals(stored.getCrc32c());
  }

  /** Compares what exists, which may come from an earlier attempt or from another machine. */
  private Put compare(String name, ObjectContent content, StorageException rejection)
      throws ObjectStoreException {
    Blob remote = find(name);
    if (remote == null) {
      throw rejection;
    }
    if (isSame(remote, content)) {
      return Put.ALREADY_THERE;
    }
    throw ObjectStoreException.conflict(uri(name));
  }

  private @Nullable Blob find(String name) throws ObjectStoreException {
    try {
      return storage.get(
          id(name), BlobGetOption.fields(BlobField.SIZE, BlobField.CRC32C, BlobField.GENERATION));
    } catch (RuntimeException e) {
      throw GcsProblem.translate("cannot compare " + uri(name), e);
    }
  }

  @Override
  public ObjectCursor list(String begin, String startAfter) {
    return new PagedCursor(
        "cannot list " + uri(begin),
        prefix,
        begin,
        startAfter,
        token -> page(begin, startAfter, token));
  }

  private Page page(String begin, String startAfter, Optional<String> token)
      throws ObjectStoreException {
    List<BlobListOption> options = new ArrayList<>();
    options.add(BlobListOption.prefix(prefix + begin));
    options.add(BlobListOption.pageSize(pageSize));
    options.add(BlobListOption.fields(BlobField.NAME, BlobField.SIZE));
    if (!startAfter.isEmpty()) {
      // The name itself is included, and the cursor skips it.
      options.add(BlobListOption.startOffset(prefix + startAfter));
    }
    token.ifPresent(text -> options.add(BlobListOption.pageToken(text)));
    try {
      var page = storage.list(bucket, options.toArray(BlobListOption[]::new));
      List<StoredObject> objects = new ArrayList<>();
      for (Blob blob : page.getValues()) {
        objects.add(new StoredObject(blob.getName(), blob.getSize()));
      }
      return new Page(
          objects, Optional.ofNullable(page.getNextPageToken()).filter(next -> !next.isEmpty()));
    } catch (RuntimeException e) {
      throw GcsProblem.translate("cannot list " + uri(begin), e);
    }
  }

  @Override
  public InputStream read(String name) throws ObjectStoreException {
    if (find(name) == null) {
      throw new ObjectStoreException(Kind.MISSING, uri(name) + " does not exist");
    }
    ReadChannel channel = storage.reader(id(name));
    channel.setChunkSize(PIECE);
    return new Reading(name, channel);
  }

  @Override
  public void removeTrial(String name) throws ObjectStoreException {
    try {
      storage.delete(id(name));
    } catch (RuntimeException e) {
      throw GcsProblem.translate("cannot remove " + uri(name), e);
    }
  }

  private BlobId id(String name) {
    return BlobId.of(bucket, prefix + name);
  }

  private String uri(String name) {
    return "gs://" + bucket + "/" + prefix + name;
  }

  @Override
  public void close() {
    connection.close();
  }

  /** The bytes of an object; the client's own exceptions become those of a stream. */
  private final class Reading extends FilterInputStream {

    private final String name;

    Reading(String name, ReadChannel channel) {
      super(Channels.newInputStream(channel));
      this.name = name;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return in.read(buffer, offset, length);
      } catch (RuntimeException e) {
        throw new IOException(GcsProblem.translate("cannot read " + uri(name), e).getMessage(), e);
      }
    }
  }
}
