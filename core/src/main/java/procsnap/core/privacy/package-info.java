/** What of a command line is written. */
@NullMarked
package procsnap.core.privacy;

import org.jspecify.annotations.NullMarked;
