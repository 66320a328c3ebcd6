/** Schedule of a trace: when to sample, when to take a snapshot, and which readings to discard. */
@NullMarked
package procsnap.core.schedule;

import org.jspecify.annotations.NullMarked;
