/** One snapshot: its rows, its tally, and the rules that make it complete. */
@NullMarked
package procsnap.core.snapshot;

import org.jspecify.annotations.NullMarked;
