/** Reading and writing of snapshots as CSV. */
@NullMarked
package procsnap.adapters.format.csv;

import org.jspecify.annotations.NullMarked;
