/** HTTP for the stores that need no more of it: small, cut when it stands still, no redirects. */
@NullMarked
package procsnap.adapters.storage.http;

import org.jspecify.annotations.NullMarked;
