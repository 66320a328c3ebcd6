/** Retention: which snapshots expire, and when to look for them. */
@NullMarked
package procsnap.core.retention;

import org.jspecify.annotations.NullMarked;
