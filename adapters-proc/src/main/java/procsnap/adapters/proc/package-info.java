/** Where processes are read from: the files of /proc, and OSHI on systems that have none. */
@NullMarked
package procsnap.adapters.proc;

import org.jspecify.annotations.NullMarked;
