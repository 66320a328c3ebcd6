/** A process as the kernel shows it: who it is, what was read of it, what could not be read. */
@NullMarked
package procsnap.core.process;

import org.jspecify.annotations.NullMarked;
