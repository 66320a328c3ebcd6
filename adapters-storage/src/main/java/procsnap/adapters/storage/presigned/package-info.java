/** Snapshots sent to presigned URLs that a collector hands out. */
@NullMarked
package procsnap.adapters.storage.presigned;

import org.jspecify.annotations.NullMarked;
