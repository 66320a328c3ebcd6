/** Where snapshots are kept: CSV files and manifests in a local tree, or on a stream. */
@NullMarked
package procsnap.adapters.storage;

import org.jspecify.annotations.NullMarked;
