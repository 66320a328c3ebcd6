package procsnap.core.process;

/**
 * Command line in the kernel's form, see {@code /proc/[pid]/cmdline}: arguments that each end with
 * a NUL.
 *
 * @param arguments arguments separated by NULs, without trailing NULs
 */
public record CommandLine(OsString arguments) {

  public static final CommandLine EMPTY = new CommandLine(OsString.EMPTY);

  /**
   * Parses the first {@code length} bytes of {@code raw}. Trailing NULs are dropped: a program that
   * overwrites its arguments with a title pads it with them.
   */
  public static CommandLine parse(byte[] raw, int length) {
    int end = length;
    while (end > 0 && raw[end - 1] == 0) {
      end--;
    }
    return end == 0 ? EMPTY : new CommandLine(OsString.copyOf(raw, 0, end));
  }

  /** Arguments joined by one space. */
  public OsString joined() {
    return arguments.withReplaced((byte) 0, (byte) ' ');
  }

  /**
   * Base name of the first argument, cut at the first blank at or after the given length: a program
   * that overwrites its arguments with a title puts the title behind a blank.
   *
   * @param minBytes length in bytes before which a blank does not end the name
   */
  public OsString program(int minBytes) {
    byte[] bytes = arguments.toByteArray();
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    int base = end;
    while (base > 0 && bytes[base - 1] != '/') {
      base--;
    }
    int nameEnd = Math.min(end, base + minBytes);
    while (nameEnd < end && !isBlank(bytes[nameEnd])) {
      nameEnd++;
    }
    return OsString.copyOf(bytes, base, nameEnd);
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }
}
