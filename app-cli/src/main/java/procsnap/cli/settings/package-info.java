/** Settings: what was given, what it means, and what is wrong with it. */
@NullMarked
package procsnap.cli.settings;

import org.jspecify.annotations.NullMarked;
