package org.singletable.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.singletable.jdbc.testing.Sql.rows;
import static org.singletable.jdbc.testing.Sql.update;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.testing.ProxiedEngine;

/** Connections that are bound to a value of a column: all other rows are as if they were not there. */
class BoundRowsTest {
    private static ProxiedEngine engine;
    private static String url;
    private static Connection all;
    private static Connection bound;

    @BeforeAll
    static void start() throws SQLException {
        engine = new ProxiedEngine();
        url = engine.url("classpath:mappings/tenants.json", "tenants");
        all = DriverManager.getConnection(url);
        bound = DriverManager.getConnection(url + "&bind.tenant=a");
    }

    @AfterAll
    static void stop() throws SQLException {
        bound.close();
        all.close();
        engine.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        for (String table : List.of("project", "task", "session", "plan")) {
            update(all, "DELETE FROM " + table);
        }
        update(
                all,
                "INSERT INTO project (tenant, name, budget) VALUES ('a', 'x', 1), ('a', 'y', NULL), ('b', 'x', 9),"
                        + " ('b', 'z', 8)");
        update(
                all,
                "INSERT INTO task (tenant, project, no, state, hours) VALUES ('a', 'x', 1, 'open', 5),"
                        + " ('a', 'x', 2, 'done', 6), ('b', 'x', 1, 'open', 0), ('b', 'x', 3, 'open', 7),"
                        + " ('b', 'z', 2, 'done', 8)");
        update(
                all,
                "INSERT INTO session (token, tenant, login) VALUES ('s1', 'a', 'ann'), ('s2', 'b', 'bob'),"
                        + " ('s3', NULL, NULL)");
        update(all, "INSERT INTO plan (name, price) VALUES ('free', 0), ('gold', 9)");
        bound.setAutoCommit(true);
        engine.proxy().reset();
    }

    /** Each table in braces is read on the bound connection as it stands, on the other as a query of the tenant's rows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM {project p} ORDER BY name",
                "SELECT COUNT(*), SUM(p.budget) FROM {project p}",
                "SELECT * FROM {project p} WHERE tenant = 'b'",
                "SELECT * FROM {project p} WHERE tenant = 'b' OR name = 'x' OR 1 = 1 ORDER BY name",
                "SELECT * FROM {task t} WHERE NOT (state = 'done') ORDER BY no",
                "SELECT state, COUNT(*) FROM {task t} GROUP BY state ORDER BY state",
                "SELECT DISTINCT project FROM {task t}",
                "SELECT MAX(no) FROM {task t}",
                "SELECT * FROM {task t} WHERE state IN ('open', 'done') ORDER BY no DESC LIMIT 1",
                "SELECT p.name, t.no FROM {project p} JOIN {task t} ON t.project = p.name ORDER BY p.name, t.no",
                "SELECT p.name, t.no FROM {project p} LEFT JOIN {task t} ON t.project = p.name ORDER BY p.name, t.no",
                "SELECT p.name, t.no FROM {task t} LEFT JOIN {project p} ON t.hours > p.budget ORDER BY p.name, t.no",
                "SELECT p.name, t.no, s.token FROM {project p} LEFT JOIN {task t} ON t.project = p.name LEFT JOIN {session s}"
                        + " ON s.token <> t.state ORDER BY p.name, t.no, s.token",
                "SELECT name FROM {project p} WHERE name IN (SELECT project FROM {task t} WHERE hours > 6)",
                "SELECT name FROM {project p} WHERE EXISTS (SELECT 1 FROM {task t} WHERE hours > 6) ORDER BY name",
                "SELECT name, (SELECT MAX(hours) FROM {task t}) FROM {project p} ORDER BY name",
                "SELECT name FROM {project p} UNION ALL SELECT project FROM {task t} ORDER BY 1",
                "SELECT q.n FROM (SELECT name AS n, budget FROM {project p}) q WHERE q.budget IS NULL",
                "SELECT q.n, t.no FROM {task t} LEFT JOIN (SELECT name AS n FROM {project p}) q ON q.n = t.project ORDER"
                        + " BY 1, 2",
                "SELECT token FROM {session s} ORDER BY token",
                "SELECT token, login FROM {session s} WHERE token IN ('s1', 's2', 's3')",
                "SELECT 10 / hours FROM {task t} ORDER BY 1",
                "SELECT no FROM {task t} WHERE 10 / hours > 1 ORDER BY 1",
            })
    void readsAsIfOthersWereNotThere(String template) throws SQLException {
        String plain = template.replaceAll("\\{(\\w+) (\\w+)}", "$1 $2");
        String explicit = template.replaceAll("\\{(\\w+) (\\w+)}", "(SELECT * FROM $1 WHERE tenant = 'a') $2");

        assertThat(rows(bound, plain)).isEqualTo(rows(all, explicit));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "SELECT budget FROM project WHERE name = 'x'; 1; GetItem",
                "SELECT name FROM project; x, y; Query",
                "SELECT no FROM task WHERE project = 'x' AND no IN (1, 2, 3); 1, 2; BatchGetItem",
                "SELECT p.name FROM project p JOIN task t ON t.project = p.name WHERE p.name = 'x' AND t.no = 1; x; GetItem, GetItem",
                "SELECT name FROM project WHERE tenant = 'b'; ``; ``",
            })
    void theBoundValueIsPartOfTheKey(String sql, String result, String operations) throws SQLException {
        assertThat(String.join(", ", rows(bound, sql))).isEqualTo(result == null ? "" : result);
        assertThat(String.join(", ", engine.operations())).isEqualTo(operations == null ? "" : operations);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "INSERT INTO project (name, budget) VALUES ('n', 3); 1",
                "INSERT INTO project (tenant, name, budget) VALUES ('a', 'n', 3); 1",
                "INSERT INTO project (tenant, name, budget) VALUES (DEFAULT, 'n', 3); 1",
                "INSERT INTO project (name, budget) SELECT project || no, hours FROM task; 2",
                "INSERT INTO project (name) VALUES ('x') ON CONFLICT DO NOTHING; 0",
                "INSERT INTO project (name) VALUES ('x') ON CONFLICT (tenant, name) DO UPDATE SET budget = 7; 1",
                "UPSERT INTO project (name, budget) VALUES ('x', 7); 1",
                "UPSERT INTO session (token, login) VALUES ('s1', 'new'); 1",
                "UPDATE project SET budget = 7; 2",
                "UPDATE project SET budget = 7, tenant = 'a' WHERE name = 'x'; 1",
                "UPDATE project SET budget = 7 WHERE tenant = 'b'; 0",
                "UPDATE project SET name = 'w' WHERE name = 'x'; 1",
                "UPDATE task SET hours = hours + 1 WHERE project = 'x' AND no = 3; 0",
                "UPDATE task SET hours = hours + 1 WHERE state = 'open'; 1",
                "UPDATE session SET login = 'z'  WHERE token = 's2'; 0",
                "DELETE FROM task WHERE state = 'done'; 1",
                "DELETE FROM session WHERE token = 's2'; 0",
                "DELETE FROM session WHERE token = 's3'; 0",
                "DELETE FROM session; 1",
            })
    void writesTouchNothingElse(String sql, int count) throws SQLException {
        List<String> before = ofOthers();

        assertThat(update(bound, sql)).isEqualTo(count);

        assertThat(ofOthers()).isEqualTo(before);
        assertThat(rows(all, "SELECT name FROM project WHERE tenant IS NULL")).isEmpty();
    }

    private List<String> ofOthers() throws SQLException {
        return rows(
                all,
                "SELECT tenant, name, CAST(budget AS VARCHAR(9)) FROM project WHERE tenant <> 'a'"
                        + " UNION ALL SELECT tenant, project, CAST(hours AS VARCHAR(9)) FROM task WHERE tenant <> 'a'"
                        + " UNION ALL SELECT tenant, token, login FROM session WHERE tenant <> 'a' OR tenant IS NULL"
                        + " UNION ALL SELECT '', name, CAST(price AS VARCHAR(9)) FROM plan ORDER BY 1, 2, 3");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "INSERT INTO project (tenant, name) VALUES ('b', 'n'); 42501; tenant",
                "INSERT INTO project (tenant, name) VALUES (NULL, 'n'); 42501; tenant",
                "INSERT INTO session (tenant, token) VALUES (NULL, 'n'); 42501; tenant",
                "INSERT INTO project (tenant, name) SELECT 'b', 'n' FROM project; 42501; tenant",
                "INSERT INTO project (name) VALUES ('x') ON CONFLICT (tenant, name) DO UPDATE SET tenant = 'b'; 42501; tenant",
                "UPDATE project SET tenant = 'b'; 42501; tenant",
                "UPDATE session SET tenant = NULL WHERE token = 's1'; 42501; tenant",
                "UPSERT INTO session (token) VALUES ('s2'); 42501; token='s2'",
                "UPSERT INTO session (token, login) VALUES ('s3', 'l'); 42501; token='s3'",
                "INSERT INTO session (token) VALUES ('s2') ON CONFLICT (token) DO UPDATE SET note = 'n'; 42501; token='s2'",
                "INSERT INTO session (token) VALUES ('s9'), ('s2') ON CONFLICT (token) DO UPDATE SET note = 'n'; 42501; token='s2'",
                "INSERT INTO session (token, login) VALUES ('s9', 'bob') ON CONFLICT (login) DO UPDATE SET note = 'n'; 42501; token='s2'",
                "INSERT INTO session (token) VALUES ('s2'); 23505; s2",
                "INSERT INTO session (token, login) VALUES ('s9', 'bob'); 23505; login",
                "INSERT INTO plan (name) VALUES ('n'); 42501; bind.except",
                "UPDATE plan SET price = 1; 42501; bind.except",
                "DELETE FROM plan; 42501; bind.except",
                "SELECT * FROM plan; 42501; bind.except",
                "SELECT * FROM project WHERE EXISTS (SELECT 1 FROM plan); 42501; bind.except",
                "SELECT * FROM _items WHERE pk = 'tenant#b'; 42501; _items",
                "SELECT * FROM project WHERE EXISTS (SELECT 1 FROM _items WHERE pk = 'tenant#b'); 42501; _items",
                "SET bind.tenant = 'b'; 42601; ``",
            })
    void whatIsNotTheConnectionsIsRefused(String sql, String state, String named) throws SQLException {
        List<String> before = rows(all, "SELECT * FROM _items ORDER BY pk, sk");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> {
                    try (Statement statement = bound.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .withMessageContaining(named == null ? "" : named)
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(state));

        assertThat(rows(all, "SELECT * FROM _items ORDER BY pk, sk")).isEqualTo(before);
    }

    @Test
    void parametersAreChecked() throws SQLException {
        assertThat(update(bound, "INSERT INTO project (tenant, name) VALUES (?, ?)", "a", "p"))
                .isEqualTo(1);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> update(bound, "INSERT INTO project (tenant, name) VALUES (?, ?)", "b", "p"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        assertThat(update(bound, "UPDATE project SET tenant = ? WHERE name = ?", "a", "p"))
                .isEqualTo(1);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> update(bound, "UPDATE project SET tenant = ? WHERE name = ?", "b", "p"))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void batchesAndTransactionsAreBound() throws SQLException {
        List<String> before = ofOthers();
        bound.setAutoCommit(false);
        update(bound, "INSERT INTO project (name, budget) VALUES ('n', 1)");
        assertThat(rows(bound, "SELECT tenant, name FROM project ORDER BY name"))
                .containsExactly("a|n", "a|x", "a|y");
        update(bound, "DELETE FROM task");
        bound.commit();
        bound.setAutoCommit(true);
        try (Statement statement = bound.createStatement()) {
            statement.addBatch("UPSERT INTO session (token, login) VALUES ('s2', 'l')");
            statement.addBatch("UPSERT INTO session (token, login) VALUES ('s8', 'l')");
            assertThatExceptionOfType(java.sql.BatchUpdateException.class)
                    .isThrownBy(statement::executeBatch)
                    .satisfies(e -> assertThat(e.getUpdateCounts()).containsExactly(Statement.EXECUTE_FAILED, 1));
        }

        assertThat(ofOthers()).isEqualTo(before);
        assertThat(rows(all, "SELECT COUNT(*) FROM task WHERE tenant = 'a'")).containsExactly("0");
    }

    @Test
    void exceptionsAreUnbound() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url + "&bind.TENANT=a&bind.except=PLAN")) {
            assertThat(rows(connection, "SELECT name FROM plan ORDER BY name")).containsExactly("free", "gold");
            assertThat(update(connection, "UPDATE plan SET price = 1 WHERE name = 'free'"))
                    .isEqualTo(1);
            assertThat(rows(connection, "SELECT name FROM project ORDER BY name"))
                    .containsExactly("x", "y");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "bind.tennant=a; no entity of the mapping has a column \"tennant\"",
                "bind.tenant=; bind.tenant names no column or has no value",
                "bind.=a; bind. names no column",
                "bind.tenant=a&bind.tenant=b; given twice",
                "bind.hours=many; \"hours\" of \"task\" cannot have the value",
                "bind.tenant=a&bind.except=plans; has no entity \"plans\"",
                "bind.tenant=a&bind.except=task; leave it out",
                "bind.except=plan; no column is bound",
            })
    void badBindingsAreFoundWhenConnecting(String properties, String message) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(url + "&" + properties))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }
}
