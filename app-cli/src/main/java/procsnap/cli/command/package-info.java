/** What the commands do: each makes its adapters, wires them to the domain and runs it. */
@org.jspecify.annotations.NullMarked
package procsnap.cli.command;
