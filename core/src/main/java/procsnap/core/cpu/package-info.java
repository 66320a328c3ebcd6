/** CPU use over the last 5 s, 2 min and 1 h, computed from a few readings at planned instants. */
@NullMarked
package procsnap.core.cpu;

import org.jspecify.annotations.NullMarked;
