/** Manifests as JSON. */
@NullMarked
package procsnap.adapters.format.manifest;

import org.jspecify.annotations.NullMarked;
