/** Azure's blob service. */
@NullMarked
package procsnap.adapters.storage.azure;

import org.jspecify.annotations.NullMarked;
