/** CPU use over the last 5 s, 2 min and 1 h, from few readings taken at the right instants. */
@NullMarked
package procsnap.core.cpu;

import org.jspecify.annotations.NullMarked;
