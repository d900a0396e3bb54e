package org.liandong.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// What may depend on what.
class ArchitectureTest {

    private static final JavaClasses PROJECT =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.liandong");

    private static final String KERNEL = "org.liandong.kernel..";

    // Everything that is neither kernel, rules nor machinery is a service.
    private static final String[] MACHINERY = {
        "org.liandong.engine..",
        "org.liandong.app..",
        "org.liandong.testkit..",
        "org.liandong.bench.."
    };

    private static final String[] FRAMEWORKS = {
        "org.springframework..",
        "picocli..",
        "tools.jackson..",
        "com.fasterxml.jackson..",
        "java.sql..",
        "javax.sql..",
        "org.flywaydb.."
    };

    @Test
    void theKernelKnowsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage(KERNEL)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        KERNEL,
                        "java.lang..",
                        "java.util..",
                        "java.math..",
                        "java.time..",
                        "java.io..",
                        "java.nio.charset..",
                        "java.security..",
                        "java.text..",
                        "org.jspecify.annotations..")
                .because("a decision must replay the same years later, on any engine")
                .check(PROJECT);
    }

    @Test
    void theKernelReadsNoClockAndHasNoThreadsNorChance() {
        noClasses()
                .that()
                .resideInAPackage(KERNEL)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Thread.class, Random.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .because(
                        "time and chance come in as arguments, so that a decision replays the same")
                .check(PROJECT);
    }

    @Test
    void kernelAndRulesKnowNoMachinery() {
        noClasses()
                .that()
                .resideInAnyPackage(KERNEL, "org.liandong.rules..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MACHINERY)
                .because("dependencies point down only")
                .check(PROJECT);
    }

    @Test
    void servicesKnowNoEngineAndNoFramework() {
        for (String service : services()) {
            noClasses()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(MACHINERY)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage(FRAMEWORKS)
                    .because("the same service runs on one machine and on many")
                    .check(PROJECT);
        }
    }

    @Test
    void servicesDoNotSeeEachOther() {
        for (String service : services()) {
            noClasses()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            services().stream()
                                    .filter(other -> !other.equals(service))
                                    .toArray(String[]::new))
                    .allowEmptyShould(true)
                    .because("a deployment is a choice of services")
                    .check(PROJECT);
        }
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        for (JavaPackage each : packages(PROJECT.getPackage("org.liandong"))) {
            if (!each.getClasses().isEmpty()) {
                assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue();
            }
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.liandong.(*)..")
                .should()
                .beFreeOfCycles()
                .because("what depends on each other is one thing")
                .check(PROJECT);
    }

    private static java.util.List<String> services() {
        return Wiring.services().stream()
                .map(module -> module.getClass().getPackageName() + "..")
                .toList();
    }

    private static java.util.List<JavaPackage> packages(JavaPackage root) {
        java.util.List<JavaPackage> all = new java.util.ArrayList<>();
        all.add(root);
        root.getSubpackages().forEach(sub -> all.addAll(packages(sub)));
        return all;
    }
}
