package procsnap.adapters.storage.presigned;

/** A collector that looks for itself what is there: the same promises. */
class LookingCollectorTest extends PresignedObjectStoreTest {

  @Override
  boolean looksFirst() {
    return true;
  }
}
