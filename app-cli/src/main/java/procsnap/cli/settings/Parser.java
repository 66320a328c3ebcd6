package procsnap.cli.settings;

/**
 * Reads the value of a setting from its text.
 *
 * @param <T> type of the value
 */
@FunctionalInterface
interface Parser<T> {

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException with a message that says what is wrong and what would be right
   */
  T parse(String text);
}
