/**
 * Ports: interfaces that the domain needs and adapters implement. The Javadoc of a port is its
 * contract.
 */
@NullMarked
package procsnap.core.port;

import org.jspecify.annotations.NullMarked;
