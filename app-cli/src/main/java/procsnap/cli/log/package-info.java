/** What a recording tells people, on standard error. */
@NullMarked
package procsnap.cli.log;

import org.jspecify.annotations.NullMarked;
