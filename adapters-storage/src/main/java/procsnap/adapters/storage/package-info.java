/** Where snapshots are kept: a local tree, a stream, object stores. */
@NullMarked
package procsnap.adapters.storage;

import org.jspecify.annotations.NullMarked;
