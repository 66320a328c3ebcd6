package procsnap.adapters.proc;

/**
 * Scanner over the blank-separated decimal numbers of a kernel file, as bytes. A number that is
 * missing or out of range is returned as 0 and marks the scan as {@link #failed}.
 */
final class NumberScanner {

  private static final int MAX_DIGITS = 18;

  private byte[] bytes = new byte[0];
  private int position;
  private int end;
  private boolean failed;

  /** Starts over with {@code bytes[from..to)}. */
  void reset(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    position = from;
    end = to;
    failed = false;
  }

  /** Whether any number so far was missing or malformed. */
  boolean failed() {
    return failed;
  }

  /** Skips a number of fields, whatever they contain. */
  void skip(int fields) {
    // The C1 compiler keeps locals in registers, but not fields.
    byte[] text = bytes;
    int to = end;
    int at = position;
    for (int i = 0; i < fields; i++) {
      while (at < to && isBlank(text[at])) {
        at++;
      }
      while (at < to && !isBlank(text[at])) {
        at++;
      }
    }
    position = at;
  }

  /** Next field as a number from 0 to 10^18 - 1. */
  long next() {
    byte[] text = bytes;
    int to = end;
    int at = position;
    while (at < to && isBlank(text[at])) {
      at++;
    }
    long value = 0;
    int from = at;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      value = 10 * value + text[at] - '0';
      at++;
    }
    position = at;
    int digits = at - from;
    if (digits == 0 || digits > MAX_DIGITS || (at < to && !isBlank(text[at]))) {
      failed = true;
      return 0;
    }
    return value;
  }

  /** Next field as a number from 0 to 2^31 - 1. */
  int nextInt() {
    long value = next();
    failed |= value > Integer.MAX_VALUE;
    return failed ? 0 : (int) value;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\t';
  }
}
