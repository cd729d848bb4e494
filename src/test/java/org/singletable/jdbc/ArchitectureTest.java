package org.singletable.jdbc;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.PrintStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.metrics.MetricPublisher;

/** The rooms of docs/architecture.md and who may know whom. */
class ArchitectureTest {
    private static final String ROOT = "org.singletable.jdbc";
    private static final JavaClasses DRIVER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static String room(String name) {
        return ROOT + "." + name + "..";
    }

    @Test
    void eachRoomKnowsOnlyTheOnesBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("jdbc")
                .definedBy(ROOT)
                .layer("shell")
                .definedBy(room("shell"))
                .layer("junit")
                .definedBy(room("junit"))
                .layer("model")
                .definedBy(room("model"))
                .layer("sql")
                .definedBy(room("sql"))
                .layer("plan")
                .definedBy(room("plan"))
                .layer("engine")
                .definedBy(room("engine"))
                .layer("exec")
                .definedBy(room("exec"))
                .layer("function")
                .definedBy(room("function"))
                .layer("dynamo")
                .definedBy(room("dynamo"))
                .layer("mapping")
                .definedBy(room("mapping"))
                .layer("settings")
                .definedBy(room("settings"))
                .layer("type")
                .definedBy(room("type"))
                .layer("error")
                .definedBy(room("error"))
                .layer("hibernate")
                .definedBy(room("hibernate"))
                .layer("springdata")
                .definedBy(room("springdata"))
                .whereLayer("hibernate")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("hibernate")
                .mayNotAccessAnyLayer()
                .whereLayer("springdata")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("springdata")
                .mayNotAccessAnyLayer()
                .whereLayer("shell")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("shell")
                .whereLayer("model")
                .mayOnlyAccessLayers("mapping", "type", "error")
                .whereLayer("junit")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("jdbc")
                .mayOnlyBeAccessedByLayers("junit", "shell")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("jdbc")
                .whereLayer("exec")
                .mayOnlyBeAccessedByLayers("jdbc", "engine")
                .whereLayer("plan")
                .mayOnlyBeAccessedByLayers("jdbc", "engine", "exec")
                .whereLayer("sql")
                .mayOnlyBeAccessedByLayers("plan", "exec", "engine")
                .whereLayer("dynamo")
                .mayOnlyBeAccessedByLayers("exec", "engine")
                .whereLayer("settings")
                .mayOnlyBeAccessedByLayers("jdbc", "engine", "exec", "dynamo", "shell")
                .whereLayer("mapping")
                .mayOnlyBeAccessedByLayers("jdbc", "engine", "plan", "exec", "dynamo", "shell", "model")
                .whereLayer("function")
                .mayOnlyBeAccessedByLayers("jdbc", "plan", "exec")
                .whereLayer("type")
                .mayOnlyBeAccessedByLayers(
                        "jdbc", "sql", "plan", "exec", "engine", "dynamo", "mapping", "function", "model")
                .check(DRIVER);
    }

    @Test
    void noRoomsKnowEachOther() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(DRIVER);
        slices().matching(ROOT + ".exec.(**)").should().beFreeOfCycles().check(DRIVER);
    }

    /** The shell is a client like any other; what JDBC has no method for is what a statement has cost. */
    @Test
    void theShellKnowsOfTheDriverOnlyTheCost() {
        noClasses()
                .that()
                .resideInAPackage(room("shell"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT).and(not(type(ExecutionCost.class))))
                .check(DRIVER);
    }

    @Test
    void onlySqlImportsTheParser() {
        noClasses()
                .that()
                .resideOutsideOfPackage(room("sql"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.sf.jsqlparser..")
                .check(DRIVER);
    }

    @Test
    void onlyDynamoImportsTheSdkAndTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(room("dynamo"))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("software.amazon.awssdk..", "com.amazonaws..", "org.eclipse.jetty..")
                                .and(not(type(MetricPublisher.class))))
                .check(DRIVER);
    }

    /** An application gives it to the data source, which has it handed down to the SDK's client. */
    @Test
    void onlyTheWayDownKnowsTheMetricPublisher() {
        noClasses()
                .that()
                .resideOutsideOfPackage(room("dynamo"))
                .and()
                .doNotHaveSimpleName("SingleTableDataSource")
                .and()
                .doNotHaveSimpleName("Connector")
                .and()
                .doNotHaveSimpleName("Database")
                .should()
                .dependOnClassesThat(type(MetricPublisher.class))
                .check(DRIVER);
    }

    @Test
    void onlyTheSurfaceAndTheTypesKnowJdbc() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        room("sql"),
                        room("plan"),
                        room("engine"),
                        room("exec"),
                        room("function"),
                        room("dynamo"),
                        room("mapping"),
                        room("error"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(DRIVER);
    }

    /** They are optional: a program without them must never load a class that needs them. */
    @Test
    void onlyTheDialectsKnowTheirLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage(room("hibernate"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.hibernate..", "jakarta.persistence..")
                .check(DRIVER);
        noClasses()
                .that()
                .resideOutsideOfPackage(room("springdata"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(DRIVER);
    }

    /** JDBC asks Driver and DataSource for a logger; the embedded engine's SQLite would write to standard error. */
    @Test
    void nobodyPrintsOrConfiguresLogging() {
        noClasses()
                .that()
                .resideOutsideOfPackage(room("shell"))
                .and()
                .doNotHaveSimpleName("SqliteLogging")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(PrintStream.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("output belongs to the application, and so does its logging")
                .allowEmptyShould(false)
                .check(DRIVER.that(not(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith("SingleTable"))));
    }

    /** What is logged may hold values: statements are logged in one place, which hides them. */
    @Test
    void onlyTheseClassesLog() {
        noClasses()
                .that()
                .resideOutsideOfPackage(room("shell"))
                .and()
                .doNotHaveSimpleName("SlowStatementLog")
                .and()
                .doNotHaveSimpleName("SingleTableConnection")
                .and()
                .doNotHaveSimpleName("LocalServer")
                .and()
                .doNotHaveSimpleName("TableAdmin")
                .and()
                .doNotHaveSimpleName("TableDescriptions")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.slf4j..")
                .because(
                        "statements and their values are logged by SlowStatementLog only; the others log the connection's"
                                + " end, the embedded engine and the table")
                .check(DRIVER);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(DRIVER);
    }
}
