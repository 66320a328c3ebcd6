/** The tree of an output folder: recorded into, recovered, uploaded from. */
@NullMarked
package procsnap.adapters.storage.local;

import org.jspecify.annotations.NullMarked;
