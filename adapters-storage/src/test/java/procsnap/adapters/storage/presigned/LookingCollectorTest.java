package procsnap.adapters.storage.presigned;

/** A collector that checks for conflicts itself keeps the contract of a store. */
class LookingCollectorTest extends PresignedObjectStoreTest {

  @Override
  boolean looksFirst() {
    return true;
  }
}
