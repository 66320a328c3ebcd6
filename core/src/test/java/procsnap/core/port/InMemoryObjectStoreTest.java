package procsnap.core.port;

/** The store in memory keeps the contract. */
class InMemoryObjectStoreTest implements ObjectStoreContract {

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Override
  public ObjectStore store() {
    return store;
  }

  @Override
  public ObjectStore storeWithoutBucket() {
    return refusing();
  }

  @Override
  public ObjectStore storeWithWrongCredentials() {
    return refusing();
  }

  private static ObjectStore refusing() {
    InMemoryObjectStore refusing = new InMemoryObjectStore();
    refusing.fault(InMemoryObjectStore.Fault.REFUSING);
    return refusing;
  }
}
