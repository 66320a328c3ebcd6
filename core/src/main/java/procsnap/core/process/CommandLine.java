package procsnap.core.process;

/**
 * A command line as the kernel keeps it in {@code /proc/[pid]/cmdline}: arguments, each ended by a
 * NUL.
 *
 * @param arguments the arguments with a NUL between each and the next: one trailing NUL dropped
 */
public record CommandLine(OsString arguments) {

  public static final CommandLine EMPTY = new CommandLine(OsString.EMPTY);

  /** Reads the first {@code length} bytes of {@code raw}. */
  public static CommandLine parse(byte[] raw, int length) {
    int end = length > 0 && raw[length - 1] == 0 ? length - 1 : length;
    return end == 0 ? EMPTY : new CommandLine(OsString.copyOf(raw, 0, end));
  }

  /** The arguments joined by one space. */
  public OsString joined() {
    return arguments.withReplaced((byte) 0, (byte) ' ');
  }

  /** Base name of the first argument: what follows its last slash. */
  public OsString program() {
    byte[] bytes = arguments.toByteArray();
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    int base = end;
    while (base > 0 && bytes[base - 1] != '/') {
      base--;
    }
    return OsString.copyOf(bytes, base, end);
  }
}
