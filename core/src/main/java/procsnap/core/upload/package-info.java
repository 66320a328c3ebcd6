/** Uploads: what is sent to an object store, in which order, when, and for how long. */
@NullMarked
package procsnap.core.upload;

import org.jspecify.annotations.NullMarked;
