/** Promises of every object store over HTTP under faults, and proof that their tests can fail. */
@NullMarked
package procsnap.adapters.storage.chaos.contract;

import org.jspecify.annotations.NullMarked;
