/** Settings: how they are declared, given, read and checked. */
@NullMarked
package procsnap.cli.settings;

import org.jspecify.annotations.NullMarked;
