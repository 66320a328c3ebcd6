package procsnap.core.upload;

/** State of an object store, as far as the last attempts to upload show. */
public enum StoreState {
  /** Uploads succeed. */
  HEALTHY("healthy"),
  /** The store cannot be reached, or has trouble that may pass. */
  UNREACHABLE("unreachable"),
  /** The store rejects every upload until somebody fixes the cause. */
  REJECTED("rejected");

  private final String label;

  StoreState(String label) {
    this.label = label;
  }

  /** Word in {@code status.json} and in messages. */
  public String label() {
    return label;
  }
}
