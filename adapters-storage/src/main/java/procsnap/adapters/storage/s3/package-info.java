/** Snapshots in a bucket of Amazon S3, or of what speaks its language. */
@NullMarked
package procsnap.adapters.storage.s3;

import org.jspecify.annotations.NullMarked;
