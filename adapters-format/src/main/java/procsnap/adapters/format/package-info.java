/** Reading and writing of the files of a trace: CSV and manifests. */
@NullMarked
package procsnap.adapters.format;

import org.jspecify.annotations.NullMarked;
