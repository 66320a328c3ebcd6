package procsnap.core.process;

/**
 * A command line as the kernel keeps it in {@code /proc/[pid]/cmdline}: arguments, each ended by a
 * NUL.
 *
 * @param joined the arguments joined by one space: one trailing NUL dropped, every other NUL a
 *     space
 * @param program base name of the first argument, what follows its last slash
 */
public record CommandLine(ForeignText joined, ForeignText program) {

  public static final CommandLine EMPTY = new CommandLine(ForeignText.EMPTY, ForeignText.EMPTY);

  /** Reads the first {@code length} bytes of {@code raw}; overwrites the NULs among them. */
  public static CommandLine parse(byte[] raw, int length) {
    int end = length > 0 && raw[length - 1] == 0 ? length - 1 : length;
    if (end == 0) {
      return EMPTY;
    }
    int firstEnd = end;
    for (int i = end - 1; i >= 0; i--) {
      if (raw[i] == 0) {
        raw[i] = ' ';
        firstEnd = i;
      }
    }
    int base = firstEnd;
    while (base > 0 && raw[base - 1] != '/') {
      base--;
    }
    return new CommandLine(
        ForeignText.copyOf(raw, 0, end), ForeignText.copyOf(raw, base, firstEnd));
  }
}
