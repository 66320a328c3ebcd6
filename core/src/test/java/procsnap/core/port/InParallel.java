package procsnap.core.port;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs actions on several threads. */
final class InParallel {

  private InParallel() {}

  /** Runs all actions to completion. */
  static <T> List<Future<T>> run(List<Callable<T>> actions, int threads)
      throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      return executor.invokeAll(actions);
    } finally {
      executor.shutdownNow();
    }
  }
}
