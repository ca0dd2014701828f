package vn.truc.simulator;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import vn.truc.consumer.ShareBoard;

/** Who may import whom, as docs/ARCHITECTURE.md says. */
class ArchitectureTest {

    private static final String ROOT = "vn.truc.";
    private static final String[] PURE = {
        ROOT + "schemas..",
        ROOT + "producer.emission..",
        ROOT + "router.routing..",
        ROOT + "consumer.share..",
        ROOT + "simulator.threshold..",
        ROOT + "simulator.capacity.."
    };

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("vn.truc");

    @Test
    void schemasAndRuntimeImportNothingOfOurs() {
        mayOnlyImport("schemas");
        mayOnlyImport("runtime");
    }

    @Test
    void rolesImportSchemasAndRuntimeAndNeverEachOther() {
        mayOnlyImport("producer", "schemas", "runtime");
        mayOnlyImport("router", "schemas", "runtime");
        mayOnlyImport("consumer", "schemas", "runtime");
    }

    @Test
    void theConsoleReadsTopicsAndTheShareBoardAndKnowsNoRole() {
        mayOnlyImport("console", "schemas", "runtime", "consumer");
        holds(classes()
                .that()
                .resideInAPackage(ROOT + "console..")
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "consumer..")
                        .or(resideInAPackage(ROOT + "consumer.share.."))
                        .or(type(ShareBoard.class))));
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + "console..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Producer.class));
    }

    @Test
    void whatThePageShowsIsMadeWithoutHttp() {
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + "console.feed..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "console", "io.javalin..", "org.eclipse.jetty.."));
    }

    @Test
    void purePackagesKnowNoKafka() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.."));
    }

    @Test
    void purePackagesKnowNoSystemClockAndNoUnseededChance() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethodWhere(
                        target(owner(resideInAPackage("java.time.."))).and(target(nameMatching("now|system.*|tick.*"))))
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(java.util.Collections.class, "shuffle", List.class)
                .orShould()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callConstructor(java.util.SplittableRandom.class)
                .orShould()
                .callConstructor(java.security.SecureRandom.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.concurrent.ThreadLocalRandom.class));
    }

    @Test
    void numbersAreWrittenTheSameInEveryCountry() {
        holds(noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(java.io.PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(java.io.PrintWriter.class, "printf", String.class, Object[].class));
    }

    @Test
    void schemasHaveNoThreads() {
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + "schemas..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.concurrent.Executor.class));
    }

    @Test
    void packagesOfSchemasBuildOnEachOtherWithoutCycles() {
        holds(slices().matching(ROOT + "schemas.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theServerIsKnownToTheEmbeddedBrokerAlone() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "simulator.broker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata.."));
    }

    @Test
    void everyPackageIntroducesItselfAndIsNullMarked() {
        Set<String> unmarked = OURS.stream()
                .map(JavaClass::getPackage)
                .filter(owner -> !owner.getName().equals("vn.truc.schemas.avro"))
                .filter(owner -> !isNullMarked(owner))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unmarked).isEmpty();
    }

    private static boolean isNullMarked(JavaPackage owner) {
        return owner.tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
    }

    private static void mayOnlyImport(String module, String... allowed) {
        String[] forbidden =
                Set.of("schemas", "runtime", "producer", "router", "consumer", "console", "simulator").stream()
                        .filter(other ->
                                !other.equals(module) && !Set.of(allowed).contains(other))
                        .map(other -> ROOT + other + "..")
                        .toArray(String[]::new);
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden));
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(false).check(OURS);
    }
}
