package procsnap.cli.log;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Makes slf4j's loggers: ours prints lines, and libraries stay silent, for we report their failures
 * in our words.
 */
public final class LineLoggerProvider implements SLF4JServiceProvider {

  private static final String API = "2.0";

  private final ILoggerFactory loggers =
      name -> name.equals(Log.NAME) ? new LineLogger(name) : NOPLogger.NOP_LOGGER;
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter mdc = new NOPMDCAdapter();

  @Override
  public ILoggerFactory getLoggerFactory() {
    return loggers;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return mdc;
  }

  @Override
  public String getRequestedApiVersion() {
    return API;
  }

  @Override
  public void initialize() {
    // Everything is made with it.
  }
}
