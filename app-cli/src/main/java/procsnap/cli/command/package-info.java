/** The commands: each wires adapters to the domain and runs it. */
@org.jspecify.annotations.NullMarked
package procsnap.cli.command;
