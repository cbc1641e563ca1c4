package io.millrace.systemtests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.millrace.cli.cluster.Layout;
import io.millrace.cli.cluster.Suite;
import io.millrace.runtime.Service;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the code of all modules has to keep to, and no compiler checks.
class ArchitectureTest {
  private static final String OURS = "io.millrace..";
  private static final String CONTRACTS = "io.millrace.contracts..";
  private static final String FEATURES = "io.millrace.features..";
  private static final String MODEL_SERVICE = "io.millrace.model..";

  /// Where action-triggers meets the outside: its calls and retries go by the clock.
  private static final String EDGE = "io.millrace.actions.Outside";

  /// What the trainer learns from is a function of the log as well; how it learns is one of seeds.
  private static final String OUTCOME_JOIN = "io.millrace.trainer.outcomes..";

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.millrace");

  @Test
  void readsTheClassesOfAllModules() {
    assertThat(Stream.of("contracts", "features", "runtime", "trainer", "cli", "benchmarks"))
        .allMatch(module -> CODE.containPackage("io.millrace." + module));
    assertThat(Suite.services()).allMatch(service -> CODE.contain(service.getClass()));
  }

  @Test
  void noStageReadsAClockOrRandomNumbers() {
    noClasses()
        .that(resideInAnyPackage(stages()).or(resideInAnyPackage(CONTRACTS, FEATURES)))
        .and()
        .doNotHaveFullyQualifiedName(EDGE)
        .should(new ReadClocksOrRandomNumbers())
        .because("results are functions of the log")
        .check(CODE);
  }

  @Test
  void noServiceDependsOnAnother() {
    slices()
        .assignedFrom(new ByService())
        .should()
        .notDependOnEachOther()
        .because("topics are all that services share")
        .check(CODE);
  }

  @Test
  void contractsDependOnNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage(CONTRACTS)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(OURS).and(JavaClass.Predicates.resideOutsideOfPackage(CONTRACTS)))
        .check(CODE);
  }

  @Test
  void featuresKnowNoKafka() {
    noClasses()
        .that()
        .resideInAPackage(FEATURES)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .because("the same engine computes live, backfills and makes training sets")
        .check(CODE);
  }

  @Test
  void onlyTheModelServiceRunsModels() {
    noClasses()
        .that()
        .resideOutsideOfPackage(MODEL_SERVICE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.onnxruntime..")
        .check(CODE);
  }

  @Test
  void noModulesDependOnEachOtherInACircle() {
    slices().matching("io.millrace.(*)..").should().beFreeOfCycles().check(CODE);
  }

  /// A package and those within it are one: the commands of `cli` and the failures they share, the
  /// records of `contracts` and how they are written.
  @Test
  void noPackagesOfAModuleDependOnEachOtherInACircle() {
    slices().matching("io.millrace.(*).(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveNameMatching(
            ".*[.$](.*(Util|Helper|Manager).*|.*Impl|(Abstract|Base|Common)([A-Z].*)?)")
        .because("a name in the field's own words says more")
        .check(CODE);
  }

  private static String[] stages() {
    return Stream.concat(
            Stream.of(Layout.values())
                .flatMap(layout -> layout.services().stream())
                .map(ArchitectureTest::packages),
            Stream.of(OUTCOME_JOIN))
        .toArray(String[]::new);
  }

  private static String packages(Service service) {
    return service.getClass().getPackageName() + "..";
  }

  /// A slice for each service of one stage; what is of none is in no slice.
  private static final class ByService implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return Stream.concat(Layout.separate.services().stream(), Suite.beside().stream())
          .filter(service -> resideInAnyPackage(packages(service)).test(javaClass))
          .findFirst()
          .map(service -> SliceIdentifier.of(service.name()))
          .orElseGet(SliceIdentifier::ignore);
    }

    @Override
    public String getDescription() {
      return "services";
    }
  }
}
