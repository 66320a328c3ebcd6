package procsnap.adapters.storage.gcs;

import java.io.IOException;
import java.io.Serial;

/** A redirect, which is not followed. */
final class GcsRedirectException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  GcsRedirectException(int status) {
    super(status + ": the server redirects to another address, which is not followed");
    this.status = status;
  }

  int status() {
    return status;
  }
}
