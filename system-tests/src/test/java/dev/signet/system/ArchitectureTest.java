package dev.signet.system;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import dev.signet.platform.DatabaseTransactions;
import dev.signet.platform.QueueContainer;
import java.security.Signature;
import java.time.Instant;
import java.util.stream.Collectors;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

@AnalyzeClasses(packages = "dev.signet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] SERVICES = {
        "dev.signet.collection..",
        "dev.signet.key..",
        "dev.signet.dispatch..",
        "dev.signet.signing..",
        "dev.signet.audit..",
        "dev.signet.vault..",
        "dev.signet.console..",
        "dev.signet.seed.."
    };

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.signet.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule contractDependsOnTheJdkAndJacksonsAnnotationsOnly = classes()
            .that()
            .resideInAPackage("dev.signet.contract")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.signet.contract", "java..", "com.fasterxml.jackson.annotation", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule platformKnowsNoService = noClasses()
            .that()
            .resideInAPackage("dev.signet.platform..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.signet..")
                    .and(are(not(resideInAnyPackage("dev.signet.platform..", "dev.signet.contract..")))));

    /** With Spring's own transactions, a connection that broke within one would be an error instead of a database that is away. */
    @ArchTest
    static void everyServiceWithADatabaseSaysWhenItIsAway(JavaClasses all) {
        var withDatabase = all.that(dependOn(JdbcClient.class)).stream()
                .map(ArchitectureTest::part)
                .collect(Collectors.toSet());

        classes()
                .that()
                .areAnnotatedWith(SpringBootApplication.class)
                .and(DescribedPredicate.describe("have a database", app -> withDatabase.contains(part(app))))
                .should(ArchCondition.from(dependOn(DatabaseTransactions.class)))
                .check(all);
    }

    private static DescribedPredicate<JavaClass> dependOn(Class<?> type) {
        return DescribedPredicate.describe(
                "depend on " + type.getSimpleName(),
                from -> from.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(type)));
    }

    // what follows upon dev.signet
    private static String part(JavaClass of) {
        return of.getPackageName().split("\\.")[2];
    }

    @ArchTest
    static final ArchRule collectionKnowsNoOtherService = knowsNoOtherService("dev.signet.collection..");

    @ArchTest
    static final ArchRule keysKnowNoOtherService = knowsNoOtherService("dev.signet.key..");

    @ArchTest
    static final ArchRule dispatchKnowsNoOtherService = knowsNoOtherService("dev.signet.dispatch..");

    @ArchTest
    static final ArchRule signingKnowsNoOtherService = knowsNoOtherService("dev.signet.signing..");

    @ArchTest
    static final ArchRule auditKnowsNoOtherService = knowsNoOtherService("dev.signet.audit..");

    @ArchTest
    static final ArchRule vaultKnowsNoOtherService = knowsNoOtherService("dev.signet.vault..");

    @ArchTest
    static final ArchRule vaultClientNeedsNoSpringAndNoService = classes()
            .that()
            .resideInAPackage("dev.signet.vaultclient..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.signet.vaultclient..",
                    "java..",
                    "javax.crypto..",
                    "com.rabbitmq.client..",
                    "tools.jackson..",
                    "org.jspecify.annotations");

    // The protocol says what was done in its own words; what the log is told of it stands in one place per feature.
    @ArchTest
    static final ArchRule onlyEventsKnowTheOutbox = noClasses()
            .that()
            .resideInAnyPackage(SERVICES)
            .and()
            .haveNameNotMatching(".*(Events(\\$.*)?|Application)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.signet.platform.outbox..");

    @ArchTest
    static final ArchRule treesAreMathematicsAlone = classes()
            .that()
            .resideInAPackage("dev.signet.tlog")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.signet.tlog", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule consoleKnowsNoOtherService = knowsNoOtherService("dev.signet.console..");

    @ArchTest
    static final ArchRule seederKnowsNoOtherService = knowsNoOtherService("dev.signet.seed..");

    @ArchTest
    static final ArchRule commandLineNeedsNoSpringAndNoService = noClasses()
            .that()
            .resideInAPackage("dev.signet.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "dev.signet.contract..", "dev.signet.platform..");

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now");

    @ArchTest
    static final ArchRule queuesAreReadByOneKindOfContainer = noClasses()
            .that()
            .doNotBelongToAnyOf(QueueContainer.class)
            .should()
            .callConstructor(SimpleMessageListenerContainer.class)
            .orShould()
            .callConstructor(SimpleMessageListenerContainer.class, ConnectionFactory.class);

    @ArchTest
    static final ArchRule fieldsAreNotInjected =
            noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class);

    @ArchTest
    static final ArchRule signaturesAreMadeAndCheckedInOnePlaceEach = noClasses()
            .that()
            .resideOutsideOfPackages("dev.signet.platform.crypto..", "dev.signet.cli.verify..", "dev.signet.tlog..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Signature.class);

    private static ArchRule knowsNoOtherService(String service) {
        return noClasses()
                .that()
                .resideInAPackage(service)
                .should()
                .dependOnClassesThat(resideInAnyPackage(SERVICES).and(are(not(resideInAPackage(service)))));
    }
}
