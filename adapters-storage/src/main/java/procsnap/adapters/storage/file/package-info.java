/** Files as they must be handled here: durable, for their owner alone, with sums. */
@NullMarked
package procsnap.adapters.storage.file;

import org.jspecify.annotations.NullMarked;
