/** What all commands need when they run: adapters made of settings, signals, exit codes. */
@org.jspecify.annotations.NullMarked
package procsnap.cli.running;
