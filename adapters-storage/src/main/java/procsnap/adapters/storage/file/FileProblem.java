package procsnap.adapters.storage.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import procsnap.core.port.StoreException;

/** Describes file system errors; Java's own messages often contain only the name of the file. */
public final class FileProblem {

  private FileProblem() {}

  /**
   * Store error for a failed file operation.
   *
   * @param what failed operation, such as "cannot list /a"
   */
  public static StoreException failure(String what, IOException cause) {
    return new StoreException(what + ": " + describe(cause), cause);
  }

  /** One phrase that names the file and the reason. */
  public static String describe(IOException problem) {
    String message = String.valueOf(problem.getMessage());
    if (problem instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    } else if (problem instanceof NoSuchFileException) {
      return message + " does not exist";
    } else if (problem instanceof AccessDeniedException) {
      return message + ": permission denied";
    } else if (problem instanceof FileAlreadyExistsException) {
      return message + " already exists";
    } else if (problem instanceof FileSystemException && problem.getMessage() == null) {
      return "the file system gave no reason";
    }
    return message;
  }
}
