package procsnap.cli.settings;

import java.io.IOException;

/** Messages to users whose command line, environment or settings file is wrong. */
public final class UsageMessages {

  public static final String HEAD = "procsnap: invalid usage (nothing was started or written):";

  static final String CREDENTIALS_IN_URI =
      "credentials do not belong on a command line: docs/stores.md says where to put them";
  static final String NOT_HTTPS = "is not encrypted: use https://, or add --allow-http";
  static final String NOT_UTF8 =
      "contains bytes that are not UTF-8: rename, or choose another name";
  static final String GIVEN_TWICE = "given more than once";
  static final String NEEDS_STORE = "requires --store";
  static final String NEEDS_STORE_LOCATION = "requires a store as LOCATION";
  static final String STORE_REQUIRED = "--store is required: name the store to upload to";
  static final String ONLY_COPY =
      "without --store this would delete the only copy; add --retain-unsent to allow that";
  public static final String UNKNOWN_OPTION = "unknown option";
  public static final String UNKNOWN_COMMAND = "unknown command";

  /** Standard output could not be written. */
  public static String cannotPrint(IOException problem) {
    return "procsnap: cannot write to standard output: " + problem.getMessage();
  }

  static final String NEEDS_DIRECTORY =
      "a directory is required: only procsnap snapshot can write to standard output";

  private UsageMessages() {}

  /** The way to the help. */
  static String seeHelp(String command) {
    return "Try '" + command + " --help'.";
  }

  static String cannotBeCombined(String option) {
    return "cannot be combined with " + option;
  }

  static String valueMissing(String label) {
    return "a value is required: " + label;
  }

  public static String noDirectory(String path) {
    return "no such directory: '" + path + "'";
  }

  static String notADirectory(String path) {
    return "'" + path + "' exists but is not a directory";
  }

  static String notWritable(String path) {
    return "'" + path + "' is not writable for this user";
  }

  static String unsafe(String path, String objection) {
    return "'" + path + "' " + objection;
  }

  static String cannotUse(String file, String problem) {
    return "cannot use '" + file + "': " + problem;
  }

  static String cannotRead(String file, String problem) {
    return "cannot read '" + file + "': " + problem;
  }

  static String notASettingsFile(String file, String problem) {
    return "'" + file + "' is not a settings file: " + problem;
  }

  static String keyLength(String file, int leastBytes, int mostBytes) {
    return "the key in '"
        + file
        + "' does not have "
        + leastBytes
        + " to "
        + mostBytes
        + " bytes: create one with head -c 32 /dev/urandom > FILE";
  }

  static String above(String what, String text, String most) {
    return what + " '" + text + "' is too long: the maximum is " + most;
  }

  static String below(String what, String text, String least) {
    return what + " '" + text + "' is too small: the minimum is " + least;
  }

  static String duration(String text) {
    return "invalid duration '" + text + "': use 300, 300s, 2m, 1h or 1d";
  }

  static String size(String text) {
    return "invalid size '" + text + "': use 500MiB or 5GiB";
  }

  static String rate(String text) {
    return "invalid rate '" + text + "': use 500KiB/s or 1MiB/s";
  }

  static String freeSpace(String text) {
    return "invalid free space '" + text + "': use 500MiB, 2GiB, 10%, or 0 for none";
  }

  static String count(String text) {
    return "invalid count '" + text + "': use a whole number, 1 or more";
  }

  static String flag(String text) {
    return "invalid switch '" + text + "': use true or false";
  }

  static String path(String text) {
    return "invalid path '" + text + "'";
  }

  static String uri(String text) {
    return "invalid URI '" + text + "'";
  }

  static String endpoint(String text) {
    return text.contains("_")
        ? "invalid URL '" + text + "': a host name has no underscore; use its IP address"
        : "invalid URL '" + text + "': use https://HOST:PORT";
  }

  static String zone(String text) {
    return "unknown time zone '" + text + "': use UTC, Europe/Berlin or +02:00";
  }

  static String columns(String text, String known) {
    return "unknown column group '" + text + "': use " + known;
  }

  static String compression(String text) {
    return "unknown compression '" + text + "': use gzip or none";
  }

  static String source(String text) {
    return "unknown source '" + text + "': use procfs, oshi or auto";
  }

  static String directoryName(String text) {
    return "invalid directory name '"
        + text
        + "': use letters, digits and . _ = -, at most 100 characters";
  }

  static String unknownStore(String text) {
    return "unknown store '" + text + "': expected gs://, s3://, az://, https:// or file:///";
  }

  static String incompleteStore(String text) {
    return "incomplete store '"
        + text
        + "': use gs://BUCKET/PREFIX, s3://BUCKET/PREFIX, az://ACCOUNT/CONTAINER/PREFIX,"
        + " https://COLLECTOR/PATH or file:///DIR";
  }
}
