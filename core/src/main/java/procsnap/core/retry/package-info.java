/** Repeated attempts at reading a store. */
@NullMarked
package procsnap.core.retry;

import org.jspecify.annotations.NullMarked;
