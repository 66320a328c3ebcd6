package procsnap.cli.command;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import procsnap.adapters.storage.StoreLocation;
import procsnap.adapters.storage.http.EnvironmentProxies;
import procsnap.cli.log.Log;
import procsnap.cli.running.StopOnSignal;
import procsnap.cli.settings.CommandName;
import procsnap.cli.settings.GivenSettings;

/**
 * Everything a command is given.
 *
 * @param command the command
 * @param settings its settings
 * @param environment the environment variables
 * @param stop the request to stop
 * @param log the log on standard error
 * @param data standard output for data: unbuffered, and it reports failures
 * @param out standard output for text
 * @param err standard error
 */
public record Invocation(
    CommandName command,
    GivenSettings settings,
    Map<String, String> environment,
    StopOnSignal stop,
    Log log,
    OutputStream data,
    PrintStream out,
    PrintStream err) {

  /** Goes through the environment's proxies, if the store is on the network. */
  void useProxies(StoreLocation store) {
    if (!"file".equals(store.uri().getScheme())) {
      EnvironmentProxies.install(environment, settings.errors()::add);
    }
  }
}
