/** Health of a running trace: what it reports of itself, and when that is unhealthy. */
@NullMarked
package procsnap.core.health;

import org.jspecify.annotations.NullMarked;
