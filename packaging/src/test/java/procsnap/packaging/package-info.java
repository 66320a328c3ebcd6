/** Tests of the packages, as their users install them. */
@NullMarked
package procsnap.packaging;

import org.jspecify.annotations.NullMarked;
