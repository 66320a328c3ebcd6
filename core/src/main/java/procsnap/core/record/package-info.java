/** Actors of a recording: the loop of a trace, snapshots, rows, controls and events. */
@NullMarked
package procsnap.core.record;

import org.jspecify.annotations.NullMarked;
