/** What every object store over HTTP promises under faults, and the proof that this can fail. */
@NullMarked
package procsnap.adapters.storage.chaos.contract;

import org.jspecify.annotations.NullMarked;
