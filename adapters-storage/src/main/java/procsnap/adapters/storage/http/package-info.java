/** HTTP for the stores: small, aborted when it makes no progress, without redirects. */
@NullMarked
package procsnap.adapters.storage.http;

import org.jspecify.annotations.NullMarked;
