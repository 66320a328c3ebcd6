package procsnap.core.privacy;

import java.io.Serial;

/**
 * Bounds the work that one command line may cause. Any user can start a program whose arguments
 * make every rule look through the rest of the line again and again: what is left when the budget
 * is spent is not searched, but masked.
 */
final class WorkBudget {

  /**
   * Characters looked at for one command line, some 50 ms; an honest one of 256 KiB needs half of
   * it.
   */
  static final long STEPS = 4_000_000;

  /** The budget is spent. */
  static final class SpentException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private SpentException() {
      super("", null, false, false);
    }
  }

  private long left;

  WorkBudget(long steps) {
    left = steps;
  }

  /**
   * Spends some of it.
   *
   * @throws SpentException if there is not that much left
   */
  void spend(long steps) {
    left -= steps;
    if (left < 0) {
      throw new SpentException();
    }
  }

  /** The same text for a pattern to match: each character that it looks at counts. */
  CharSequence counted(CharSequence text) {
    return new CharSequence() {
      @Override
      public int length() {
        return text.length();
      }

      @Override
      public char charAt(int index) {
        spend(1);
        return text.charAt(index);
      }

      @Override
      public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
      }

      @Override
      public String toString() {
        return text.toString();
      }
    };
  }
}
