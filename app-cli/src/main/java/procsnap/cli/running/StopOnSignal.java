package procsnap.cli.running;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import procsnap.core.time.StopSignal;

/**
 * Turns SIGTERM, SIGINT and SIGHUP into a request to stop. The JVM answers them by running its
 * shutdown hooks and would then exit with a code of its own; the hook here waits until the command
 * has come to its end and exits with the command's code. Further signals change nothing.
 */
public final class StopOnSignal {

  /** A command that has not ended by then hangs in the kernel, on a disk that does not answer. */
  private static final Duration PATIENCE = Duration.ofMillis(1800);

  private static final int LOOK_MILLIS = 50;

  private final StopSignal signal = new StopSignal();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Duration patience = PATIENCE;
  private volatile int exitCode = ExitCode.FAILED.code();

  private StopOnSignal() {}

  public static StopOnSignal install() {
    StopOnSignal stop = new StopOnSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(stop::shutDown, "procsnap-stop"));
    return stop;
  }

  /** What the command is to watch. */
  public StopSignal signal() {
    return signal;
  }

  /**
   * How long the command may take to end from the signal on, when that is to be longer than usual.
   */
  public void patience(Duration patience) {
    this.patience = patience;
  }

  /** Ends the program, now that its command has ended. */
  public void exit(int code) {
    exitCode = code;
    ended.countDown();
    System.exit(code);
  }

  private void shutDown() {
    signal.request();
    long start = System.nanoTime();
    try {
      while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        // The command may ask for more time when it comes to its end.
        if (System.nanoTime() - start > patience.toNanos()) {
          System.err.println("procsnap: stopped while a read or a write did not return");
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
