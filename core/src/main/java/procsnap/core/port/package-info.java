/** What the domain needs from the outside; the Javadoc of a port is its contract. */
@NullMarked
package procsnap.core.port;

import org.jspecify.annotations.NullMarked;
