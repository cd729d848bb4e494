package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.MarkdownBlock;

/** The plans that docs/explain.md shows are those that the driver gives, on the first rows of docs/queries.md. */
class ExplainDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/explain.md");
    private static final Path ROWS = Path.of("docs/queries.md");

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException, IOException {
        connection = DriverManager.getConnection(
                "jdbc:singletable:mem:explained?mapping=mapping-examples/quickstart.json&drop=onClose&linger=0");
        MarkdownBlock rows = MarkdownBlock.in(ROWS).stream()
                .filter(block -> block.language().equals("sql"))
                .findFirst()
                .orElseThrow();
        try (Statement statement = connection.createStatement()) {
            for (String insert : rows.text().strip().split(";\\s*(\n|$)")) {
                statement.executeUpdate(insert);
            }
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    private record Example(MarkdownBlock statement, MarkdownBlock plan) {
        @Override
        public String toString() {
            return statement.toString();
        }
    }

    static Stream<Example> examples() throws IOException {
        List<MarkdownBlock> blocks = MarkdownBlock.in(DOCUMENT);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).language().equals("sql")) {
                examples.add(new Example(blocks.get(i), blocks.get(i + 1)));
            }
        }
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void thePlanIsTheOneThatFollows(Example example) throws SQLException {
        String sql = example.statement().text().strip().replaceFirst(";$", "");

        assertThat(withoutTimes(plan(sql)))
                .isEqualTo(withoutTimes(example.plan().text()));
    }

    private static String plan(String sql) throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.append(rows.getString("plan")).append('\n');
            }
        }
        return lines.toString();
    }

    private static String withoutTimes(String plan) {
        return plan.replaceAll("time: \\d+ ms", "time: - ms")
                .replaceAll("\"milliseconds\" : \\d+", "\"milliseconds\" : -");
    }
}
