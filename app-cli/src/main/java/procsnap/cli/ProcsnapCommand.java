package procsnap.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code procsnap}: without a command there is nothing to do. */
@Command(
    name = "procsnap",
    description =
        "Records every running process of this machine in complete, verifiable snapshots.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Each option is an environment variable as well: --machine-id is PROCSNAP_MACHINE_ID.",
      "Try: procsnap snapshot --output -"
    })
final class ProcsnapCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
