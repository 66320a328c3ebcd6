/**
 * Values read from a process table: identity, readings and read problems of processes, and the
 * clock.
 */
@NullMarked
package procsnap.core.process;

import org.jspecify.annotations.NullMarked;
