/** A trace that goes on for days, and all that goes on around it. */
@org.jspecify.annotations.NullMarked
package procsnap.cli.trace;
