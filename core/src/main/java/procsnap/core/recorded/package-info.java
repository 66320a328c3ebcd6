/** What the files of a trace say when they are read again, whoever has had them meanwhile. */
@NullMarked
package procsnap.core.recorded;

import org.jspecify.annotations.NullMarked;
