package procsnap.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Dependency rules of the domain: values of the JDK only, nothing outside the JVM. */
class CoreArchitectureTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("procsnap.core");

  @Test
  void domainDependsOnlyOnTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("procsnap.core..", "java..", "javax.crypto..", "org.jspecify.."))
        .because("the domain must outlive every library")
        .check(CORE);
  }

  @Test
  void domainUsesNoFilesNetworkOrThreadPools() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.nio.file..", "java.nio.channels..", "java.net..", "java.util.logging.."))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.io\\.(File.*|RandomAccessFile|PrintStream)|java\\.lang\\.Process.*"
                + "|java\\.util\\.concurrent\\..*Execut.*")
        .because("it is tested without Linux and without files")
        .check(CORE);
  }

  @Test
  void clocksAreReadOnlyInTheTimePackage() {
    noClasses()
        .that(not(resideInAnyPackage("procsnap.core.time")))
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .because("time is a parameter")
        .check(CORE);
  }
}
