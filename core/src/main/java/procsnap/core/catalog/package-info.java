/** The traces in a directory or a store, and the files of each. */
@NullMarked
package procsnap.core.catalog;

import org.jspecify.annotations.NullMarked;
