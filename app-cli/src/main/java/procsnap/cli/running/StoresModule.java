package procsnap.cli.running;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import procsnap.adapters.storage.DirectoryStoreFactory;
import procsnap.adapters.storage.ObjectStoreFactory;
import procsnap.adapters.storage.azure.AzureStoreFactory;
import procsnap.adapters.storage.gcs.GcsStoreFactory;
import procsnap.adapters.storage.presigned.CollectorStoreFactory;
import procsnap.adapters.storage.s3.S3StoreFactory;

/** Binds each scheme of a store's URI to the factory of its store. */
final class StoresModule extends AbstractModule {

  @Override
  protected void configure() {
    MapBinder<String, ObjectStoreFactory> factories =
        MapBinder.newMapBinder(binder(), String.class, ObjectStoreFactory.class);
    factories.addBinding("file").toInstance(new DirectoryStoreFactory());
    factories.addBinding("gs").toInstance(new GcsStoreFactory());
    factories.addBinding("s3").toInstance(new S3StoreFactory());
    factories.addBinding("az").toInstance(new AzureStoreFactory());
    factories.addBinding("https").toInstance(new CollectorStoreFactory());
    factories.addBinding("http").toInstance(new CollectorStoreFactory());
  }
}
