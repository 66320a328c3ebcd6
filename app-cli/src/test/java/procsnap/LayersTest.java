package procsnap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.onionArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hexagon: who may know whom. */
class LayersTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("procsnap");

  @Test
  void arrowsPointInwards() {
    onionArchitecture()
        .domainModels(
            "procsnap.core.time..",
            "procsnap.core.process..",
            "procsnap.core.cpu..",
            "procsnap.core.schedule..")
        .domainServices(
            "procsnap.core.privacy..",
            "procsnap.core.trace..",
            "procsnap.core.archive..",
            "procsnap.core.port..",
            "procsnap.core.record..",
            "procsnap.core.retention..",
            "procsnap.core.retry..",
            "procsnap.core.health..",
            "procsnap.core.upload..",
            "procsnap.core.catalog..",
            "procsnap.core.verify..")
        .applicationServices("procsnap.cli..")
        .adapter("proc", "procsnap.adapters.proc..")
        .adapter("storage", "procsnap.adapters.storage..")
        .adapter("format", "procsnap.adapters.format..")
        .ignoreDependency(
            resideInAPackage("procsnap.cli.."), resideInAPackage("procsnap.adapters.."))
        .ignoreDependency(
            resideInAPackage("procsnap.adapters.storage.."),
            resideInAPackage("procsnap.adapters.format.."))
        .because("the domain knows nobody, adapters know the domain alone, the command line wires")
        .check(ALL);
  }

  @Test
  void librariesStayWhereTheyAreUsed() {
    Map<String, String> homes =
        Map.of(
            "oshi..", "procsnap.adapters.proc..",
            "com.azure..", "procsnap.adapters.storage.azure..",
            "com.google.auth..", "procsnap.adapters.storage.gcs..",
            "com.google.cloud..", "procsnap.adapters.storage.gcs..",
            "com.google.gson..", "procsnap.[adapters.format|adapters.storage|cli.log]..",
            "com.google.inject..", "procsnap.cli..",
            "picocli..", "procsnap.cli..",
            "org.slf4j..", "procsnap.cli..",
            "software.amazon..", "procsnap.adapters.storage.s3..");
    homes.forEach(
        (library, home) ->
            noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("a library is changed in one place")
                .check(ALL));
  }
}
