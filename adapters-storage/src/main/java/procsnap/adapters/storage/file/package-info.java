/** Files that are durable, accessible only to their owner, and checksummed. */
@NullMarked
package procsnap.adapters.storage.file;

import org.jspecify.annotations.NullMarked;
