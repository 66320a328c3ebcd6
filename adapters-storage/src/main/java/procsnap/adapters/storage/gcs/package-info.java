/** Google Cloud Storage, JSON over HTTP. */
@NullMarked
package procsnap.adapters.storage.gcs;

import org.jspecify.annotations.NullMarked;
