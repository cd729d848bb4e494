package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.settings.ConnectionProperty;
import org.singletable.jdbc.shell.Shell;
import org.singletable.jdbc.testing.DynamoJson;
import org.singletable.jdbc.testing.JUnitBlock;
import org.singletable.jdbc.testing.JavaBlock;
import org.singletable.jdbc.testing.MarkdownBlock;
import org.singletable.jdbc.testing.Program;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What README.md shows is what happens. What a block is, is told by the one behind it:
 *
 * <ul>
 *   <li>{@code sql} and {@code text}: statements in the shell with its sample rows, and what it prints;
 *   <li>{@code json}, {@code sql} and {@code json}: a mapping, statements on an empty table, and the item they leave;
 *   <li>{@code java} and {@code text}: a program and its output;
 *   <li>{@code java} alone: a JUnit class.
 * </ul>
 */
class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

    private static String readme;
    private static List<MarkdownBlock> blocks;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(README);
        blocks = MarkdownBlock.in(README);
    }

    /** A block and the one behind it, which is what the first one gives. */
    private record Example(MarkdownBlock input, MarkdownBlock output) {
        @Override
        public String toString() {
            return input.toString();
        }
    }

    private static Stream<Example> examples(String input, String output) throws IOException {
        List<MarkdownBlock> all = MarkdownBlock.in(README);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i + 1 < all.size(); i++) {
            if (all.get(i).language().equals(input) && all.get(i + 1).language().equals(output)) {
                examples.add(new Example(all.get(i), all.get(i + 1)));
            }
        }
        return examples.stream();
    }

    static Stream<Example> programs() throws IOException {
        return examples("java", "text");
    }

    static Stream<Example> items() throws IOException {
        return examples("sql", "json");
    }

    static Stream<MarkdownBlock> junitClasses() throws IOException {
        return MarkdownBlock.in(README).stream().filter(JUnitBlock::isJUnitClass);
    }

    @Test
    void everyBlockOfCodeIsRunByATestHere() throws IOException {
        List<MarkdownBlock> run = new ArrayList<>();
        Stream.of(programs(), items(), examples("sql", "text"))
                .flatMap(all -> all.map(Example::input))
                .forEach(run::add);
        junitClasses().forEach(run::add);

        assertThat(blocks)
                .filteredOn(block -> List.of("java", "sql").contains(block.language()))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(run);
    }

    @Test
    void theShellPrintsWhatFollowsItsStatements() throws Exception {
        StringBuilder statements = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        examples("sql", "text").forEach(example -> {
            statements.append(example.input().text());
            expected.append(example.output().text()).append('\n');
        });

        Program.Run shell = Program.run(classPath(), Shell.class.getName(), statements.toString());

        // The last statement fails; where in the input it stood is of this one test.
        assertThat(shell.status()).isEqualTo(1);
        String error = shell.err().lines().findFirst().orElse("");
        assertThat(shell.out() + error).isEqualTo(expected.toString().stripTrailing());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aProgramPrintsWhatFollowsIt(Example program) throws Exception {
        String name = JavaBlock.compile(program.input(), folder);

        assertThat(Program.run(classPath(), name, ""))
                .isEqualTo(new Program.Run(0, program.output().text(), ""));
    }

    @ParameterizedTest
    @MethodSource("junitClasses")
    void theTestsOfAJunitClassPass(MarkdownBlock block) throws IOException {
        JUnitBlock.assertPasses(block, folder);
    }

    /** What users have, HikariCP, and what was compiled. */
    private List<String> classPath() {
        List<String> entries = new ArrayList<>(Program.quietClassPath(HikariDataSource.class));
        entries.add(folder.toString());
        return entries;
    }

    @ParameterizedTest
    @MethodSource("items")
    void statementsLeaveTheItemThatFollowsThem(Example example) throws Exception {
        String table = "readme" + example.input().line();
        Properties mapping = new Properties();
        mapping.setProperty(ConnectionProperty.MAPPING_JSON.key(), mappingBefore(example.input()));
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:singletable:mem:" + table + "?drop=onClose&linger=0", mapping);
                Statement statement = connection.createStatement()) {
            statement.execute(example.input().text().strip().replaceFirst(";$", ""));

            assertThat(connection
                            .unwrap(DynamoDbClient.class)
                            .scan(request -> request.tableName(table))
                            .items())
                    .containsExactly(
                            DynamoJson.item(JSON.readTree(example.output().text())));
        }
    }

    /** The nearest block above that is a mapping. */
    private static String mappingBefore(MarkdownBlock statements) {
        return blocks.stream()
                .filter(block -> block.line() < statements.line())
                .filter(block -> block.language().equals("json") && block.text().contains("\"entities\""))
                .reduce((first, second) -> second)
                .orElseThrow()
                .text();
    }

    @Test
    void thePropertyTableIsThatOfTheDriver() {
        String begin = "<!-- properties: begin -->\n";
        String end = "<!-- properties: end -->";

        assertThat(readme.substring(readme.indexOf(begin) + begin.length(), readme.indexOf(end)))
                .as("README.md between its markers, which has to be as expected here")
                .isEqualTo(ConnectionProperty.toMarkdown());
    }

    @Test
    void theDependenciesAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(versionIn(readme, "singletable-jdbc")).isEqualTo(versionIn(pom, "singletable-jdbc"));
        assertThat(pom)
                .contains("<aws.version>" + versionIn(readme, "bom") + "</aws.version>")
                .contains(
                        "<dynamodb.local.version>" + versionIn(readme, "DynamoDBLocal") + "</dynamodb.local.version>");
    }

    private static String versionIn(String text, String artifact) {
        Matcher version = Pattern.compile("<artifactId>" + artifact + "</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(text);
        assertThat(version.find()).as("a version of " + artifact).isTrue();
        return version.group(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "CONTRIBUTING.md",
                "CHANGELOG.md",
                "docs/architecture.md",
                "docs/explain.md",
                "docs/functions.md",
                "docs/mapping.md",
                "docs/queries.md",
                "docs/sql.md",
                "docs/testing.md",
                "docs/transactions.md"
            })
    void everyLinkToAFileFindsIt(String name) throws IOException {
        Path file = Path.of(name);
        List<String> targets = LINK.matcher(Files.readString(file))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.startsWith("http"))
                .toList();

        assertThat(targets)
                .allSatisfy(target -> assertThat(file.resolveSibling(target)).exists());
    }
}
