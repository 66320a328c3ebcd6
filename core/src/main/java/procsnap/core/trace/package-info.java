/** A trace: the loop that samples and takes snapshots until it is told to stop. */
@NullMarked
package procsnap.core.trace;

import org.jspecify.annotations.NullMarked;
