/** The files of a trace: CSV and manifests, written and read. */
@NullMarked
package procsnap.adapters.format;

import org.jspecify.annotations.NullMarked;
