/** The command line: settings, wiring, what is said to people. */
@NullMarked
package procsnap.cli;

import org.jspecify.annotations.NullMarked;
