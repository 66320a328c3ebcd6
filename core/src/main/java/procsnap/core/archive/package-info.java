/** What recorded data says: one record per document, used by writer and reader. */
@NullMarked
package procsnap.core.archive;

import org.jspecify.annotations.NullMarked;
