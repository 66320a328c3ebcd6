/** Values of a trace: its plan, names, columns, snapshots, rows and end. */
@NullMarked
package procsnap.core.trace;

import org.jspecify.annotations.NullMarked;
