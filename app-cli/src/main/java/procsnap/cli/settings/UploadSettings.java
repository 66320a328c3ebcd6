package procsnap.cli.settings;

import java.time.Duration;
import procsnap.adapters.storage.StoreLocation;

/**
 * The settings of an upload.
 *
 * @param location the store that objects go to
 * @param keepLocal whether uploaded files are moved rather than deleted
 * @param bytesPerSecond the fastest rate of the upload
 * @param flushTimeout how long to continue at the end of a trace
 */
public record UploadSettings(
    StoreLocation location, boolean keepLocal, long bytesPerSecond, Duration flushTimeout) {}
