package procsnap.cli.command;

import java.io.IOException;
import procsnap.cli.running.ExitCode;
import procsnap.cli.settings.InvalidSettingsException;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ProcessTableException;
import procsnap.core.port.StoreException;

/** A command of procsnap; {@link Commands} turns its failures into a message and an exit code. */
@FunctionalInterface
public interface Command {

  /** Runs the command to its end. */
  ExitCode run(Invocation invocation)
      throws InvalidSettingsException,
          IOException,
          ObjectStoreException,
          ProcessTableException,
          StoreException;
}
