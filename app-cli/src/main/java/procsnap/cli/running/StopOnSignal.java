package procsnap.cli.running;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import procsnap.core.time.StopSignal;

/**
 * Turns SIGTERM, SIGINT and SIGHUP into a request to stop. At these signals the JVM runs its
 * shutdown hooks and would then exit with a code of its own; the hook here waits until the command
 * has ended and exits with the command's code. Further signals change nothing.
 */
public final class StopOnSignal {

  /** A command that has not ended by then hangs in the kernel, on a disk that does not respond. */
  private static final Duration PATIENCE = Duration.ofMillis(1800);

  private static final int LOOK_MILLIS = 50;

  private final StopSignal signal = new StopSignal();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Duration patience = PATIENCE;
  private volatile int exitCode = ExitCode.FAILED.code();

  /** A stop that no signal asks for, until it is installed. */
  public StopOnSignal() {}

  /** A stop that the signals of this process ask for. */
  public static StopOnSignal install() {
    StopOnSignal stop = new StopOnSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(stop::shutDown, "procsnap-stop"));
    return stop;
  }

  /** The request to stop, for the command to watch. */
  public StopSignal signal() {
    return signal;
  }

  /** Sets how long the command may take to end after a signal, if longer than usual. */
  public void patience(Duration patience) {
    this.patience = patience;
  }

  /** Ends the program after its command has ended. */
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
          System.err.println(
              "procsnap: forced exit: an I/O operation did not return within "
                  + patience.toMillis() / 1000.0
                  + " s");
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
