/** Privacy of command lines: policies, and the rules that find secrets. */
@NullMarked
package procsnap.core.privacy;

import org.jspecify.annotations.NullMarked;
