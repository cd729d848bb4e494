package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.testing.MarkdownBlock;
import org.singletable.jdbc.testing.ProxiedEngine;

/**
 * The requests that documents show are those that cross the wire, in document order. A block of {@code sql} runs on a table of
 * the mapping example that was named last above it, each block with the default settings, in docs/transactions.md without
 * autocommit. What a block is, is told by the one behind it:
 *
 * <ul>
 *   <li>{@code requests}: what the statements send, a line a request as {@code WireRequest} prints it; one that begins with
 *       {@code &} is sent together with the one above it;
 *   <li>{@code error}: SQLState and message of the failure of its last statement, which sends nothing;
 *   <li>another, or none: rows that the examples need.
 * </ul>
 */
class RequestsDocumentTest {
    private static final List<Path> DOCUMENTS =
            List.of(Path.of("docs/queries.md"), Path.of("docs/writes.md"), Path.of("docs/transactions.md"));
    private static final Pattern MAPPING = Pattern.compile("mapping-examples/[a-z-]+\\.json");
    private static final String TOGETHER = "& ";

    private static final Map<String, Connection> CONNECTIONS = new HashMap<>();
    private static ProxiedEngine engine;

    @BeforeAll
    static void start() {
        engine = new ProxiedEngine();
    }

    @AfterAll
    static void stop() throws SQLException {
        for (Connection connection : CONNECTIONS.values()) {
            connection.close();
        }
        CONNECTIONS.clear();
        engine.close();
    }

    /** @param result language of the block behind, empty where there is none */
    private record Example(Path document, String mapping, MarkdownBlock sql, String result, List<String> lines) {
        @Override
        public String toString() {
            return sql + ": " + sql.text().lines().findFirst().orElse("");
        }
    }

    static Stream<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path document : DOCUMENTS) {
            addExamples(document, examples);
        }
        return examples.stream();
    }

    private static void addExamples(Path document, List<Example> examples) throws IOException {
        List<String> text = Files.readAllLines(document);
        List<MarkdownBlock> blocks = MarkdownBlock.in(document);
        for (int i = 0; i < blocks.size(); i++) {
            MarkdownBlock block = blocks.get(i);
            if (block.language().equals("sql")) {
                boolean last = i + 1 == blocks.size();
                examples.add(new Example(
                        document,
                        mappingAbove(text, block),
                        block,
                        last ? "" : blocks.get(i + 1).language(),
                        last ? List.of() : blocks.get(i + 1).text().lines().toList()));
            }
        }
    }

    private static String mappingAbove(List<String> text, MarkdownBlock block) {
        return text.subList(0, block.line()).stream()
                .map(MAPPING::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theRequestsAreThoseOfTheDocument(Example example) throws SQLException {
        Connection connection = connection(example);
        List<String> statements = statements(example.sql());
        switch (example.result()) {
            case "requests" -> {
                run(connection, statements);
                assertThat(grouped(engine.lines(), example.lines())).isEqualTo(example.lines());
            }
            case "error" -> {
                SQLException failure = catchThrowableOfType(SQLException.class, () -> run(connection, statements));
                assertThat(failure.getSQLState() + " " + failure.getMessage())
                        .isEqualTo(String.join(" ", example.lines()));
                assertThat(engine.lines()).isEmpty();
            }
            default -> run(connection, statements);
        }
    }

    @Test
    void everyBlockOfRequestsIsCompared() throws IOException {
        for (Path document : DOCUMENTS) {
            assertThat(examples()
                            .filter(example -> example.document().equals(document))
                            .filter(example -> example.result().equals("requests")))
                    .hasSize((int) MarkdownBlock.in(document).stream()
                            .filter(block -> block.language().equals("requests"))
                            .count())
                    .isNotEmpty();
        }
    }

    /** One table for each mapping of a document. */
    private static Connection connection(Example example) throws SQLException {
        String name = example.document() + " " + example.mapping();
        Connection connection = CONNECTIONS.get(name);
        if (connection == null) {
            connection = DriverManager.getConnection(engine.url(example.mapping(), "queries" + CONNECTIONS.size()));
            connection.setAutoCommit(!example.document().endsWith("transactions.md"));
            CONNECTIONS.put(name, connection);
        }
        return connection;
    }

    private static List<String> statements(MarkdownBlock sql) {
        return Stream.of(sql.text().strip().split(";\\s*(\n|$)"))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("RESET ALL");
            engine.proxy().reset();
            for (String sql : statements) {
                if (statement.execute(sql)) {
                    drain(statement);
                }
            }
        }
    }

    private static void drain(Statement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    /** The lines with those sorted that the document says are sent together; "none" for no request. */
    private static List<String> grouped(List<String> sent, List<String> document) {
        if (sent.isEmpty()) {
            return List.of("none");
        }
        List<String> result = new ArrayList<>();
        int from = 0;
        while (from < sent.size()) {
            int to = from + 1;
            while (to < sent.size() && to < document.size() && document.get(to).startsWith(TOGETHER)) {
                to++;
            }
            List<String> together = sent.subList(from, to).stream().sorted().toList();
            result.add(together.get(0));
            together.stream().skip(1).map(line -> TOGETHER + line).forEach(result::add);
            from = to;
        }
        return result;
    }
}
