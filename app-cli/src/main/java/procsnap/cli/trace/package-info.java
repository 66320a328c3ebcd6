/** A trace that runs for days, and everything that runs with it. */
@org.jspecify.annotations.NullMarked
package procsnap.cli.trace;
