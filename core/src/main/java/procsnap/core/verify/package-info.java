/** Verification of recorded traces: which files are complete, missing, damaged or orphaned. */
@NullMarked
package procsnap.core.verify;

import org.jspecify.annotations.NullMarked;
