/** The tree of an output directory: recorded into, recovered, uploaded from. */
@NullMarked
package procsnap.adapters.storage.local;

import org.jspecify.annotations.NullMarked;
