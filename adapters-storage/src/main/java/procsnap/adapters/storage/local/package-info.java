/** The tree of an output directory: recording, recovery, retention, and the upload queue. */
@NullMarked
package procsnap.adapters.storage.local;

import org.jspecify.annotations.NullMarked;
