/** The checks of {@code procsnap doctor}: whether a trace can run on this machine. */
@org.jspecify.annotations.NullMarked
package procsnap.cli.doctor;
