package procsnap.adapters.storage.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Puts into words what a file system complained of; Java's messages often only name the file. */
public final class FileProblem {

  private FileProblem() {}

  /** One phrase that says what went wrong, and with which file. */
  public static String describe(IOException problem) {
    String message = String.valueOf(problem.getMessage());
    if (problem instanceof NoSuchFileException) {
      return message + " does not exist";
    } else if (problem instanceof AccessDeniedException) {
      return message + ": permission denied";
    } else if (problem instanceof FileAlreadyExistsException) {
      return message + " is there already";
    } else if (problem instanceof FileSystemException && problem.getMessage() == null) {
      return "the file system gave no reason";
    }
    return message;
  }
}
