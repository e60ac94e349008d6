package dev.cloudlet.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The rules of the house. Each says why it is there. */
@AnalyzeClasses(packages = "dev.cloudlet", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule SERVICES_STAND_ALONE = slices().matching(
                    "dev.cloudlet.(iam|storage|compute|build|deploy|monitoring)..")
            .should()
            .notDependOnEachOther()
            .because("each service also runs as a process of its own: what it wants of another it asks for by a call");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_AN_ORDER = slices().matching("dev.cloudlet.(*).(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package is read, changed and tested with what it stands on, not with what stands on it");

    @ArchTest
    static final ArchRule LIBRARIES_KNOW_NO_SPRING = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.cloudlet.protocol..",
                    "dev.cloudlet.signature..",
                    "dev.cloudlet.policy..",
                    "dev.cloudlet.sandbox..",
                    "dev.cloudlet.postgres..")
            .and()
            .resideOutsideOfPackage("dev.cloudlet.postgres.testing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because(
                    "the wire, signatures, policies, machines and Postgres are of use, and testable, without a framework");

    @ArchTest
    static final ArchRule LIBRARIES_KNOW_NO_SERVICE = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.cloudlet.protocol..",
                    "dev.cloudlet.signature..",
                    "dev.cloudlet.policy..",
                    "dev.cloudlet.sandbox..",
                    "dev.cloudlet.postgres..",
                    "dev.cloudlet.kit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.cloudlet.iam..",
                    "dev.cloudlet.storage..",
                    "dev.cloudlet.compute..",
                    "dev.cloudlet.build..",
                    "dev.cloudlet.deploy..",
                    "dev.cloudlet.monitoring..",
                    "dev.cloudlet.gateway..",
                    "dev.cloudlet.standalone..")
            .because("what everybody stands on must not lean on one of them");

    @ArchTest
    static final ArchRule ONE_CLOCK = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(
                    "dev.cloudlet.standalone.CloudCommand") // times its own start, before there is a cloud
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now")
            .because("time is the cloud's clock, handed in as " + Clock.class.getName() + ", which a test can move");

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("waiting is for a condition, or a scheduled piece of work");

    @ArchTest
    static final ArchRule CONSTRUCTORS_INJECT = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .because("what a class needs is read off its constructor");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT = noClasses()
            .that(resideInAPackage("dev.cloudlet.."))
            .should()
            .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl)")
            .because("such a name says nothing of what the class is");

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.cloudlet.standalone..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a service speaks through its log; only the launcher's program talks to a terminal");
}
