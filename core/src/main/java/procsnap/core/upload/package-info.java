/**
 * Sending what is published to an object store: what waits, in which order, how long to hold on.
 */
@NullMarked
package procsnap.core.upload;

import org.jspecify.annotations.NullMarked;
