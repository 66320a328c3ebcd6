package procsnap.cli;

import java.net.URI;
import java.nio.file.Path;
import procsnap.adapters.storage.DirectoryObjectStore;
import procsnap.cli.settings.UploadSettings;
import procsnap.core.port.ObjectStore;

/** Chooses the object store by the scheme of its URI; only the chosen one's classes are loaded. */
final class Stores {

  private Stores() {}

  static ObjectStore open(UploadSettings settings) {
    URI uri = settings.store();
    return switch (uri.getScheme()) {
      case "file" -> new DirectoryObjectStore(Path.of(uri));
      default -> throw new IllegalArgumentException("no store has the scheme " + uri.getScheme());
    };
  }
}
