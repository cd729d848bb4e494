package org.singletable.jdbc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.type.SqlLiteral;

/** What the page says of queries is what EXPLAIN says. */
class ServedQueriesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"quickstart", "helpdesk", "accounts", "pynamodb-single-table", "electrodb", "onetable"})
    void thePlannerTakesEachPathForItsQueries(String example) throws Exception {
        Catalog catalog = Models.example(example);
        try (Connection connection = connect(Models.json(example))) {
            for (Entity entity : catalog.entities()) {
                for (AccessPattern pattern : new AccessPatterns(entity).all()) {
                    if (pattern.served()) {
                        check(connection, entity, pattern, Optional.empty());
                    }
                    if (pattern.range() != null) {
                        check(connection, entity, pattern, Optional.of(pattern.range()));
                    }
                }
            }
        }
    }

    private Connection connect(String json) throws Exception {
        Path file = Files.writeString(folder.resolve("mapping.json"), json);
        return DriverManager.getConnection("jdbc:singletable:mem:served?drop=onClose&mapping="
                + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private static void check(
            Connection connection, Entity entity, AccessPattern pattern, Optional<AccessPattern.Range> range)
            throws SQLException {
        String sql = statement(entity, pattern, range);
        String plan = explained(connection, sql);
        assertThat(plan).as(sql).contains(request(entity, pattern) + "\n");
        if (!pattern.order().isEmpty()) {
            assertThat(plan).as(sql).contains("in key order: ").doesNotContain("Sort");
        }
    }

    private static String request(Entity entity, AccessPattern pattern) {
        if (pattern.request().queries() == 0) {
            return "-> GetItem: " + entity.name();
        }
        return "-> Query: " + entity.name()
                + pattern.request()
                        .of()
                        .map(index -> (index.schema().local() ? ", local index " : ", global index ")
                                + AccessSection.indexText(index))
                        .orElse("");
    }

    private static String statement(Entity entity, AccessPattern pattern, Optional<AccessPattern.Range> range) {
        Set<String> conditions = new LinkedHashSet<>(pattern.needs());
        for (Column column : pattern.equal()) {
            boolean said = pattern.needs().stream().anyMatch(need -> need.startsWith(column.name() + " = "));
            if (!said) {
                conditions.add('"' + column.name() + "\" = " + literal(entity, column, 0));
            }
        }
        range.ifPresent(of -> {
            conditions.add('"' + of.column().name() + "\" > " + literal(entity, of.column(), 0));
            if (of.closed()) {
                conditions.add('"' + of.column().name() + "\" < " + literal(entity, of.column(), 5));
            }
        });
        List<String> order = new ArrayList<>();
        pattern.order().forEach(column -> order.add('"' + column.name() + "\" NULLS FIRST"));
        return "SELECT * FROM \"" + entity.name() + "\""
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + (order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order));
    }

    private static String literal(Entity entity, Column column, int number) {
        Column required = new Column(
                column.name(),
                0,
                column.type(),
                true,
                null,
                false,
                column.form(),
                null,
                null,
                null,
                null,
                false,
                false,
                false,
                null);
        return SqlLiteral.of(MadeUpValues.of(entity, required, number));
    }

    private static String explained(Connection connection, String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
