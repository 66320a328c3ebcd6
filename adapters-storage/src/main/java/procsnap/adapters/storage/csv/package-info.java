/** A snapshot as CSV: which columns, which text stands in them, which bytes that makes. */
@NullMarked
package procsnap.adapters.storage.csv;

import org.jspecify.annotations.NullMarked;
