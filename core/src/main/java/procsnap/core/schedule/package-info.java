/** When to sample, when to take a snapshot, and which readings may be forgotten. */
@NullMarked
package procsnap.core.schedule;

import org.jspecify.annotations.NullMarked;
