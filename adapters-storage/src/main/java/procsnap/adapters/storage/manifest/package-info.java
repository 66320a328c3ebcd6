/** The JSON files of a trace: how they are written, and how they are read again. */
@NullMarked
package procsnap.adapters.storage.manifest;

import org.jspecify.annotations.NullMarked;
