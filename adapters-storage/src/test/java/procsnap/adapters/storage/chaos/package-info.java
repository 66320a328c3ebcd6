/**
 * A proxy that injects the faults of networks and stores, and what every store promises under them.
 */
@NullMarked
package procsnap.adapters.storage.chaos;

import org.jspecify.annotations.NullMarked;
