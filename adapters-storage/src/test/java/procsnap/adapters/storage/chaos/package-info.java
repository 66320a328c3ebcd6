/** A proxy that injects the faults of networks and servers, and counts them. */
@NullMarked
package procsnap.adapters.storage.chaos;

import org.jspecify.annotations.NullMarked;
