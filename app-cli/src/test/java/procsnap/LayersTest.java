package procsnap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.onionArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The hexagon: who may know whom, and how long a method may grow. */
class LayersTest {

  private static final int MOST_LINES = 50;

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

  @Test
  void packagesFormNoCycle() {
    slices()
        .matching("procsnap.(**)")
        .should()
        .beFreeOfCycles()
        .because("whoever reads a package reads what it uses, and comes to an end")
        .check(ALL);
  }

  @Test
  void noMethodIsLongerThanAScreen() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> sources = mainSources();
    assertTrue(sources.size() > 50, "the sources were not found");
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
      List<String> tooLong = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        new LongMethods(unit, Trees.instance(task).getSourcePositions()).scan(unit, tooLong);
      }
      assertEquals(List.of(), tooLong);
    }
  }

  private static List<Path> mainSources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("/src/main/"))
          .toList();
    }
  }

  /** Collects the methods that have too many lines. */
  private static final class LongMethods extends TreeScanner<@Nullable Void, List<String>> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    LongMethods(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, List<String> tooLong) {
      long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
      long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
      if (last - first >= MOST_LINES) {
        tooLong.add(unit.getSourceFile().getName() + ": " + method.getName());
      }
      return super.visitMethod(method, tooLong);
    }
  }
}
