package procsnap.adapters.storage.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  /**
   * The same problem with the names of the file and the system call, which Java leaves out when an
   * open file cannot be read, written or synced.
   */
  public static IOException of(String call, Path file, IOException cause) {
    if (cause.getClass() != IOException.class) {
      return cause;
    }
    FileSystemException named =
        new FileSystemException(file.toString(), null, call + ": " + cause.getMessage());
    named.initCause(cause);
    return named;
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
