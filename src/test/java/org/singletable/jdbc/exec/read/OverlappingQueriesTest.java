package org.singletable.jdbc.exec.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.ProxiedEngine;
import org.singletable.jdbc.testing.Sql;

/** Key conditions of which one finds rows of another, and items of other entities in their way. */
class OverlappingQueriesTest {
    private static final String MAPPING = """
            {"table": "overlap",
             "physical": {"keys": ["pk", "sk"], "indexes": {"gsi": ["gpk", "gsk"]}},
             "entities": {
               "plain": {
                 "item": {"pk": "PLAIN#{id|key}", "sk": "x", "gpk": "P#{p}", "gsk": "{a}#{b}"},
                 "columns": {"id": "int!", "p": "string!", "a": "string!", "b": "string!", "t": "string"}},
               "folded": {
                 "item": {"pk": "FOLD#{id|key}", "sk": "x", "gpk": "F#{p}", "gsk": "{a|lower}#{b}"},
                 "columns": {"id": "int!", "p": "string!", "a": "string!", "b": "string!"}},
               "left": {
                 "item": {"pk": "LEFT#{n|key}", "sk": "x", "kind": "same", "gpk": "G", "gsk": "{n|key}"},
                 "columns": {"n": "int!", "t": "string"}},
               "right": {
                 "item": {"pk": "RIGHT#{n|key}", "sk": "x", "kind": "same", "gpk": "G", "gsk": "{n|key}"},
                 "columns": {"n": "int!", "t": "string"}}}}
            """;

    private static final java.util.Comparator<String> BY_B =
            java.util.Comparator.comparing(row -> row.substring(0, row.indexOf('|')));

    private static ProxiedEngine engine;
    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        engine = new ProxiedEngine();
        Properties properties = new Properties();
        properties.setProperty("mappingJson", MAPPING);
        properties.setProperty("ensureTable", "true");
        properties.setProperty("linger", "0");
        connection = DriverManager.getConnection(
                "jdbc:singletable://%s:%d/overlap?user=singletable&password=singletable"
                        .formatted(
                                engine.proxy().endpoint().getHost(),
                                engine.proxy().endpoint().getPort()),
                properties);
        int id = 0;
        for (String[] row :
                new String[][] {{"x", "a"}, {"x#y", "b"}, {"x", "z"}, {"x#y", "zz"}, {"xy", "c"}, {"x", "y#q"}}) {
            Sql.update(
                    connection, "INSERT INTO plain (id, p, a, b, t) VALUES (?, 'p', ?, ?, 't')", id++, row[0], row[1]);
        }
        for (String a : List.of("X", "x", "xy", "y")) {
            Sql.update(connection, "INSERT INTO folded (id, p, a, b) VALUES (?, 'p', ?, ?)", id++, a, "b" + a);
        }
        for (int n = 0; n < 5; n++) {
            Sql.update(connection, "INSERT INTO \"left\" (n, t) VALUES (?, 'l')", n);
            Sql.update(connection, "INSERT INTO \"right\" (n, t) VALUES (?, 'r')", n);
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p = 'p' AND a IN ('x', 'x#y')",
                "p = 'p' AND a IN ('x#y', 'x')",
                "p = 'p' AND a IN ('x', 'x#y', 'xy')",
                "p = 'p' AND (a = 'x' OR a = 'x#y')",
                "p IN ('p', 'q') AND a IN ('x', 'x#y')",
                "p = 'p' AND a IN ('x', 'x#y') AND b > 'a'",
                "p = 'p' AND (p, a) IN (('p', 'x'), ('p', 'x#y'))"
            })
    void eachRowComesOnceInOrder(String condition) throws SQLException {
        List<String> expected =
                Sql.rows(connection, "SELECT b, a FROM plain WHERE COALESCE(p, NULL) = 'p' AND " + hidden(condition));
        assertThat(Sql.rows(connection, "SELECT b, a FROM plain WHERE " + condition))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(Sql.rows(connection, "SELECT b, a FROM plain WHERE " + condition + " ORDER BY b"))
                .isEqualTo(expected.stream().sorted(BY_B).toList());
        assertThat(Sql.rows(connection, "SELECT b, a FROM plain WHERE " + condition + " ORDER BY b LIMIT 2"))
                .isEqualTo(expected.stream().sorted(BY_B).limit(2).toList());
        assertThat(Sql.rows(connection, "SELECT COUNT(*) FROM plain WHERE " + condition))
                .containsExactly(String.valueOf(expected.size()));
    }

    private static String hidden(String condition) {
        return condition
                .replaceAll("\\ba (IN|=)", "COALESCE(a, NULL) $1")
                .replace("(p, a)", "(COALESCE(p, NULL), COALESCE(a, NULL))");
    }

    @Test
    void valuesOfOneTextAreReadOnce() throws SQLException {
        assertThat(Sql.rows(connection, "SELECT a FROM folded WHERE p = 'p' AND a IN ('X', 'x', 'xy')"))
                .containsExactlyInAnyOrder("X", "x", "xy");
        assertThat(Sql.rows(connection, "SELECT a FROM folded WHERE p = 'p' AND a IN ('X')"))
                .containsExactly("X");
    }

    @Test
    void anotherEntityWithTheSameConstantsIsNotCounted() throws SQLException {
        assertThat(Sql.rows(connection, "SELECT COUNT(*) FROM \"left\" WHERE n >= 0 AND t IS NOT NULL"))
                .containsExactly("5");
        assertThat(Sql.rows(connection, "SELECT COUNT(*) FROM \"left\" WHERE n > 2"))
                .containsExactly("2");
        assertThat(Sql.rows(connection, "SELECT COUNT(*) FROM \"left\"")).containsExactly("5");
    }
}
