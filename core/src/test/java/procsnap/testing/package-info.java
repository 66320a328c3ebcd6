/**
 * What tests of all modules share: what they need from the machine, and a count of what they
 * skipped.
 */
@NullMarked
package procsnap.testing;

import org.jspecify.annotations.NullMarked;
