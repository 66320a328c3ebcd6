/** Containers of Azure Blob Storage. */
@NullMarked
package procsnap.adapters.storage.azure;

import org.jspecify.annotations.NullMarked;
