/** Process tables: the files of /proc, and OSHI for systems without /proc. */
@NullMarked
package procsnap.adapters.proc;

import org.jspecify.annotations.NullMarked;
