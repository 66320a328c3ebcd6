/** Reading and writing of manifests as JSON. */
@NullMarked
package procsnap.adapters.format.manifest;

import org.jspecify.annotations.NullMarked;
