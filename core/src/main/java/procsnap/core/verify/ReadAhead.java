package procsnap.core.verify;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import procsnap.core.archive.DamagedException;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.retry.RetryingReads;

/** Reads files in other threads, before they are checked. */
final class ReadAhead {

  /** Content of a file that is being read. */
  static final class Content<T> {

    private final CompletableFuture<T> future = new CompletableFuture<>();

    private Content() {}

    /**
     * Waits until it has been read.
     *
     * @throws DamagedException if it is not what was recorded
     * @throws IOException when its transfer broke off each time
     * @throws ObjectStoreException when the store did not send it
     */
    T get() throws DamagedException, IOException, ObjectStoreException {
      try {
        return future.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof DamagedException damaged) {
          throw damaged;
        }
        if (e.getCause() instanceof IOException interrupted) {
          throw interrupted;
        }
        if (e.getCause() instanceof ObjectStoreException failed) {
          throw failed;
        }
        throw e;
      }
    }
  }

  private final RetryingReads files;
  private final Consumer<Runnable> threads;

  /**
   * @param threads start the reads in the order in which they are given
   */
  ReadAhead(RetryingReads files, Consumer<Runnable> threads) {
    this.files = files;
    this.threads = threads;
  }

  /** Starts to read a file. */
  <T> Content<T> start(String path, RetryingReads.Reading<T, DamagedException> reading) {
    Content<T> content = new Content<>();
    threads.accept(
        () -> {
          try {
            content.future.complete(files.read(path, reading));
          } catch (Throwable e) {
            content.future.completeExceptionally(e);
          }
        });
    return content;
  }
}
