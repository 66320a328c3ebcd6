/** The actors of a recording: the loop, the snapshot, its rows, and who is told of them. */
@NullMarked
package procsnap.core.record;

import org.jspecify.annotations.NullMarked;
