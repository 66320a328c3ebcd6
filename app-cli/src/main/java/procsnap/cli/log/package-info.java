/** What people read: the log on standard error, reports on standard output, and their words. */
@NullMarked
package procsnap.cli.log;

import org.jspecify.annotations.NullMarked;
