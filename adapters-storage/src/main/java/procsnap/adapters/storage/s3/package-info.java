/** Buckets of Amazon S3 and compatible servers. */
@NullMarked
package procsnap.adapters.storage.s3;

import org.jspecify.annotations.NullMarked;
