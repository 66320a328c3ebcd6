package procsnap.fault;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector.Argument;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import procsnap.cli.Packaged;

/**
 * Runs the packaged program under a debugger up to a method and kills it there, so that the program
 * needs no code for it.
 */
final class Stopped {

  private static final String MILLISECONDS_TO_CONNECT = "60000";

  private Stopped() {}

  /**
   * Starts the program and kills it when it enters a method for the given number of times.
   *
   * @param method as {@code procsnap.core.Class#method}
   * @param log file for its output
   * @return whether it reached the method; otherwise it ended by itself
   */
  static boolean killAt(Path directory, String method, int times, Path log, String... arguments)
      throws IOException, InterruptedException {
    ListeningConnector connector = Bootstrap.virtualMachineManager().listeningConnectors().get(0);
    Map<String, Argument> options = connector.defaultArguments();
    options.get("localAddress").setValue("127.0.0.1");
    options.get("timeout").setValue(MILLISECONDS_TO_CONNECT);
    try {
      String address = connector.startListening(options);
      try {
        String agent = "-agentlib:jdwp=transport=dt_socket,suspend=y,address=" + address;
        List<String> command = Packaged.fromClassData("env", "JAVA_TOOL_OPTIONS=" + agent);
        command.addAll(List.of(arguments));
        Process process = Packaged.begin(directory, command, log);
        VirtualMachine machine = connector.accept(options);
        boolean reached = reaches(machine, method, times);
        if (reached) {
          process.destroyForcibly();
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("did not exit: " + Packaged.text(log));
        }
        return reached;
      } finally {
        connector.stopListening(options);
      }
    } catch (IllegalConnectorArgumentsException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets it run until all its threads are suspended at the method, or it has ended. */
  private static boolean reaches(VirtualMachine machine, String method, int times)
      throws InterruptedException {
    String className = method.substring(0, method.indexOf('#'));
    String methodName = method.substring(method.indexOf('#') + 1);
    ClassPrepareRequest loaded = machine.eventRequestManager().createClassPrepareRequest();
    loaded.addClassFilter(className);
    loaded.enable();
    int left = times;
    try {
      while (true) {
        EventSet events = machine.eventQueue().remove();
        boolean atMethod = false;
        for (Event event : events) {
          if (event instanceof ClassPrepareEvent prepared) {
            breakAt(prepared.referenceType(), methodName);
          } else if (event instanceof BreakpointEvent) {
            // A class may be reported twice, and then its breakpoints are too.
            atMethod = true;
          } else if (event instanceof VMDeathEvent || event instanceof VMDisconnectEvent) {
            events.resume();
            return false;
          }
        }
        left -= atMethod ? 1 : 0;
        if (left <= 0) {
          return true;
        }
        events.resume();
      }
    } catch (VMDisconnectedException e) {
      return false;
    }
  }

  private static void breakAt(ReferenceType type, String methodName) {
    List<Method> methods = type.methodsByName(methodName);
    if (methods.isEmpty()) {
      throw new AssertionError("there is no method " + methodName + " in " + type.name());
    }
    for (Method method : methods) {
      BreakpointRequest request =
          type.virtualMachine().eventRequestManager().createBreakpointRequest(method.location());
      request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
      request.enable();
    }
  }
}
