package procsnap.adapters.storage.presigned;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.SecretFile;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** The bearer token that a collector may require; it is never printed. */
final class CollectorToken {

  private static final String VARIABLE = "PROCSNAP_COLLECTOR_TOKEN";
  private static final String FILE_VARIABLE = "PROCSNAP_COLLECTOR_TOKEN_FILE";

  private final Optional<String> text;
  private final Optional<String> file;

  private CollectorToken(Optional<String> text, Optional<String> file) {
    this.text = text;
    this.file = file;
  }

  /** Takes it from {@code PROCSNAP_COLLECTOR_TOKEN}, or the file that the other variable names. */
  static CollectorToken from(Map<String, String> environment) {
    return new CollectorToken(
        Optional.ofNullable(environment.get(VARIABLE)),
        Optional.ofNullable(environment.get(FILE_VARIABLE)));
  }

  /** Reads the token. A file is read each time, so that it may be replaced. */
  Optional<String> read() throws ObjectStoreException {
    Optional<String> token =
        text.isPresent() || file.isEmpty() ? text : Optional.of(read(file.get()));
    // See RFC 6750, section 2.1.
    if (token.isPresent() && !token.get().matches("[A-Za-z0-9._~+/-]+=*")) {
      throw new ObjectStoreException(
          Kind.PERMANENT,
          "invalid bearer token in "
              + (text.isPresent() ? VARIABLE : "the file that " + FILE_VARIABLE + " names")
              + ": copy it again");
    }
    return token;
  }

  private static String read(String file) throws ObjectStoreException {
    try {
      return new String(SecretFile.read(Path.of(file)), StandardCharsets.ISO_8859_1).strip();
    } catch (IOException e) {
      throw new ObjectStoreException(
          Kind.PERMANENT,
          "cannot use the file that " + FILE_VARIABLE + " names: " + FileProblem.describe(e),
          e);
    }
  }
}
