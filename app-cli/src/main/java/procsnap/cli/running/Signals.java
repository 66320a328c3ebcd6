package procsnap.cli.running;

import java.lang.reflect.Proxy;

/**
 * Signals to a running trace other than those to stop. Java only delivers them through {@code
 * sun.misc.Signal}, which its compiler does not let us name.
 */
public final class Signals {

  private static final String SIGNAL = "sun.misc.Signal";
  private static final String HANDLER = "sun.misc.SignalHandler";

  private Signals() {}

  /**
   * Runs an action at each signal of a kind, on a thread of its own.
   *
   * @param name name of the signal without SIG
   * @return whether this Java supports it
   */
  public static boolean on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName(SIGNAL);
      Class<?> handler = Class.forName(HANDLER);
      Object handling =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
