package procsnap.core.process;

/**
 * A command line as the kernel keeps it in {@code /proc/[pid]/cmdline}: arguments, each ended by a
 * NUL.
 *
 * @param arguments the arguments with a NUL between each and the next, without NULs at the end
 */
public record CommandLine(OsString arguments) {

  public static final CommandLine EMPTY = new CommandLine(OsString.EMPTY);

  /**
   * Parses the first {@code length} bytes of {@code raw}. All NULs at the end are dropped: a
   * program that writes a title over its arguments pads it with them.
   */
  public static CommandLine parse(byte[] raw, int length) {
    int end = length;
    while (end > 0 && raw[end - 1] == 0) {
      end--;
    }
    return end == 0 ? EMPTY : new CommandLine(OsString.copyOf(raw, 0, end));
  }

  /** The arguments joined by one space. */
  public OsString joined() {
    return arguments.withReplaced((byte) 0, (byte) ' ');
  }

  /**
   * Base name of the first argument, what follows its last slash, up to the first blank after so
   * many bytes: a program that writes a title there puts its arguments behind a blank.
   */
  public OsString program(int atLeast) {
    byte[] bytes = arguments.toByteArray();
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    int base = end;
    while (base > 0 && bytes[base - 1] != '/') {
      base--;
    }
    int nameEnd = Math.min(end, base + atLeast);
    while (nameEnd < end && !isBlank(bytes[nameEnd])) {
      nameEnd++;
    }
    return OsString.copyOf(bytes, base, nameEnd);
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }
}
