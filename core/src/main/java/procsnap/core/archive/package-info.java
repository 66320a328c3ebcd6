/** Documents of recorded data: one record per document, shared by writer and reader. */
@NullMarked
package procsnap.core.archive;

import org.jspecify.annotations.NullMarked;
