package procsnap.adapters.proc;

/**
 * Walks over the blank-separated decimal numbers of a kernel file, as bytes. A number that is not
 * there, or does not fit, makes the walk {@link #failed}; it then yields 0.
 */
final class NumberScanner {

  private static final int MAX_DIGITS = 18;

  private byte[] bytes = new byte[0];
  private int position;
  private int end;
  private boolean failed;

  /** Starts a walk over {@code bytes[from..to)}. */
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

  /** Passes over so many fields, whatever is in them. */
  void skip(int fields) {
    // The small compiler keeps locals in registers, and fields not.
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

  /** The next field as a number of 0 to 10^18 - 1. */
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

  /** The next field as a number that an int holds. */
  int nextInt() {
    long value = next();
    failed |= value > Integer.MAX_VALUE;
    return failed ? 0 : (int) value;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\t';
  }
}
