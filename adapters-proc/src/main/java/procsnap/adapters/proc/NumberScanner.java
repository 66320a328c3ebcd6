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

  /** Whether any number so far was missing or senseless. */
  boolean failed() {
    return failed;
  }

  /** Passes over so many fields, whatever is in them. */
  void skip(int fields) {
    for (int i = 0; i < fields; i++) {
      skipBlanks();
      while (position < end && !isBlank(bytes[position])) {
        position++;
      }
    }
  }

  /** The next field as a number of 0 to 10^18 - 1. */
  long next() {
    skipBlanks();
    long value = 0;
    int from = position;
    while (position < end && bytes[position] >= '0' && bytes[position] <= '9') {
      value = 10 * value + bytes[position++] - '0';
    }
    int digits = position - from;
    if (digits == 0 || digits > MAX_DIGITS || (position < end && !isBlank(bytes[position]))) {
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

  private void skipBlanks() {
    while (position < end && isBlank(bytes[position])) {
      position++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\t';
  }
}
