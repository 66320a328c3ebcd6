/** Time as a parameter: two clocks, and the signal that ends a wait. */
@NullMarked
package procsnap.core.time;

import org.jspecify.annotations.NullMarked;
