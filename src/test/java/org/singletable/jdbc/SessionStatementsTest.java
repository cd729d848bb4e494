package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.exec.ListCursor;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.type.SqlType;

/** Statements about statements and the session: EXPLAIN, SET, catalog rows, and what a statement says beside its result. */
class SessionStatementsTest {
    private static final String MAPPING = """
            { "entities": { "thing": { "id": "id", "columns": { "id": "string!", "v": "int" },
                                       "indexes": { "by_v": ["v"] } } } }
            """;

    private SingleTableConnection connection;

    @BeforeEach
    void connect() throws SQLException {
        SingleTableDataSource source = new SingleTableDataSource();
        source.setUrl("jdbc:singletable:mem:session-test?drop=onClose&linger=0&scan=forbid");
        source.setMappingJson(MAPPING);
        connection = (SingleTableConnection) source.getConnection();
        update("INSERT INTO thing (id, v) VALUES ('a', 1)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private void update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private SingleTableStatement statement() {
        return new SingleTableStatement(connection, ResultShape.DEFAULT);
    }

    private long set(@Nullable String name, @Nullable String value) throws SQLException {
        return statement().runUpdate(planned(new Plan.SettingPlan(name, value)), GeneratedKeys.none());
    }

    private static Planned planned(Plan plan) {
        return new Planned("the SQL of the plan", plan, List.of());
    }

    private Plan plan(String sql) throws SQLException {
        return connection.plan(sql);
    }

    private static List<String> lines(ResultSet rows) throws SQLException {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
            lines.add(rows.getString("plan"));
        }
        return lines;
    }

    private List<String> explain(String sql, boolean analyze) throws SQLException {
        Plan plan = new Plan.ExplainPlan(plan(sql), analyze, false);
        return lines(statement().runQuery(planned(plan)));
    }

    @Test
    void explainSendsNothingAndNeedsNoValues() throws SQLException {
        SingleTableStatement statement = statement();
        Plan plan = new Plan.ExplainPlan(plan("SELECT v FROM thing WHERE id = ?"), false, false);

        assertThat(lines(statement.runQuery(planned(plan)))).contains("Project: v", "  -> GetItem: thing");
        assertThat(statement.unwrap(ExecutionCost.class).requests()).isEmpty();
    }

    @Test
    void explainAnalyzeRunsTheStatement() throws SQLException {
        SingleTableStatement statement = statement();
        Plan plan = new Plan.ExplainPlan(plan("SELECT v FROM thing WHERE id = 'a'"), true, false);

        assertThat(lines(statement.runQuery(planned(plan))))
                .contains("requests: 1 GetItem", "items read: 1", "rows: 1", "write units: 0");
        assertThat(statement.unwrap(ExecutionCost.class).requests()).containsEntry("GetItem", 1);
    }

    @Test
    void explainOfAWriteWritesOnlyWithAnalyze() throws SQLException {
        String delete = "DELETE FROM thing WHERE id = 'a'";

        assertThat(explain(delete, false)).contains("Delete: thing");
        assertThat(explain("SELECT v FROM thing WHERE id = 'a'", true)).contains("rows: 1");

        assertThat(explain(delete, true)).contains("requests: 1 DeleteItem", "rows: 1");
        assertThat(explain("SELECT v FROM thing WHERE id = 'a'", true)).contains("rows: 0");
    }

    @Test
    void onAReadOnlyConnectionAWriteIsExplainedButNotAnalyzed() throws SQLException {
        connection.setReadOnly(true);

        assertThat(explain("DELETE FROM thing WHERE id = 'a'", false)).contains("Delete: thing");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> explain("DELETE FROM thing WHERE id = 'a'", true))
                .extracting(SQLException::getSQLState)
                .isEqualTo("25006");
    }

    @Test
    void explainAsJsonIsOneRow() throws SQLException {
        Plan plan = new Plan.ExplainPlan(plan("SELECT v FROM thing WHERE id = 'a'"), false, true);

        assertThat(lines(statement().runQuery(planned(plan))))
                .singleElement()
                .asString()
                .startsWith("{")
                .contains("\"operator\" : \"GetItem\"");
    }

    @Test
    void setMaxRowsCutsThePlanAndNotTheStatement() throws SQLException {
        update("INSERT INTO thing (id, v) VALUES ('b', 1)");
        SingleTableStatement statement = statement();
        statement.setMaxRows(1);
        Plan plan = new Plan.ExplainPlan(plan("SELECT id FROM thing WHERE v = 1"), true, false);

        assertThat(lines(statement.runQuery(planned(plan)))).hasSize(1);
        assertThat(statement.unwrap(ExecutionCost.class).itemsRead()).isEqualTo(2);
    }

    @Test
    void thePlanCanBeUnwrapped() throws SQLException {
        try (var prepared = connection.prepareStatement("SELECT v FROM thing WHERE id = ?")) {
            String before = prepared.unwrap(ExecutionPlan.class).text();
            prepared.setString(1, "a");
            try (ResultSet rows = prepared.executeQuery()) {
                assertThat(rows.unwrap(ExecutionPlan.class).text())
                        .isEqualTo(before)
                        .contains("GetItem: thing");
            }
        }
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.isWrapperFor(ExecutionPlan.class)).isFalse();
            statement.executeUpdate("UPDATE thing SET v = 2 WHERE id = 'a'");
            assertThat(statement.unwrap(ExecutionPlan.class).text()).startsWith("Update: thing\n");
        }
    }

    @Test
    void catalogRowsAreRows() throws SQLException {
        List<ResultColumn> columns = List.of(
                new ResultColumn("name", "name", SqlType.STRING, false, null, null),
                new ResultColumn("remarks", "remarks", SqlType.STRING, true, null, null));
        Plan plan = new Plan.CatalogRows(columns, List.of(List.of("a", "x"), Arrays.asList("b", null)));
        SingleTableStatement statement = statement();

        try (ResultSet rows = statement.runQuery(planned(plan))) {
            assertThat(rows.getMetaData().getColumnLabel(2)).isEqualTo("remarks");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("remarks")).isEqualTo("x");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("remarks")).isNull();
            assertThat(rows.next()).isFalse();
        }
        statement.setMaxRows(1);
        try (ResultSet rows = statement.runQuery(planned(plan))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void setCountsNothingAndHoldsUntilReset() throws SQLException {
        assertThat(set("pageSize", "1")).isZero();
        assertThat(requestsOfAQuery()).isGreaterThan(1);

        connection.setReadOnly(true);
        assertThat(set(null, null)).isZero();
        assertThat(requestsOfAQuery()).isEqualTo(1);
        assertThat(connection.isReadOnly()).isTrue();
    }

    private int requestsOfAQuery() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM thing WHERE v = 1")) {
            while (rows.next()) {
                assertThat(rows.getString(1)).isNotEmpty();
            }
            return statement.unwrap(ExecutionCost.class).requests().getOrDefault("Query", 0);
        }
    }

    @Test
    void setOfWhatIsNoSettingIsAnErrorAndChangesNothing() {
        assertThatExceptionOfType(SQLSyntaxErrorException.class)
                .isThrownBy(() -> set("pagesise", "1"))
                .withMessageContaining("did you mean \"pageSize\"?");
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(() -> set("readOnly", "false"))
                .withMessageContaining("Connection.setReadOnly");
    }

    @Test
    void aPreparedStatementFollowsConsistentReadStrict() throws SQLException {
        try (var prepared = connection.prepareStatement("SELECT id FROM thing WHERE v = 1")) {
            assertThat(prepared.unwrap(ExecutionPlan.class).text()).contains("global index");

            set("consistentRead", "strict");

            assertThat(catchPlanOrError(prepared)).doesNotContain("global index gsi");
        }
    }

    /** Without the index the statement needs a Scan, which is an error or another plan. */
    private static String catchPlanOrError(java.sql.PreparedStatement prepared) throws SQLException {
        try (ResultSet rows = prepared.executeQuery()) {
            return rows.unwrap(ExecutionPlan.class).text();
        } catch (SQLException e) {
            return e.getSQLState() + " " + e.getMessage();
        }
    }

    private static List<String> messages(@Nullable SQLWarning first) {
        List<String> messages = new ArrayList<>();
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            assertThat(warning.getSQLState()).isEqualTo("01000");
            messages.add(warning.getMessage());
        }
        return messages;
    }

    @Test
    void warningsShowWhileTheyCome() throws SQLException {
        StatementControl control = new StatementControl(null, null, 0);
        try (SingleTableResultSet rows = new SingleTableResultSet(
                List.of(), new ForwardPosition(new ListCursor(List.of())), "", null, new Run(control, null), null)) {
            assertThat(messages(rows.getWarnings())).isEmpty();
            control.warn("one");
            SQLWarning first = rows.getWarnings();
            control.warn("two");

            assertThat(messages(rows.getWarnings())).containsExactly("one", "two");
            assertThat((Object) rows.getWarnings()).isSameAs(first);

            control.warn("three");
            rows.clearWarnings();
            assertThat(messages(rows.getWarnings())).isEmpty();
            control.warn("four");
            assertThat(messages(rows.getWarnings())).containsExactly("four");
        }
    }

    @Test
    void aNewExecutionBeginsWithoutWarnings() throws SQLException {
        SingleTableStatement statement = statement();
        statement.runQuery(planned(plan("SELECT v FROM thing WHERE id = 'a'")));
        statement.control().warn("old");
        assertThat(messages(statement.getWarnings())).containsExactly("old");

        statement.runQuery(planned(plan("SELECT v FROM thing WHERE id = 'a'")));

        assertThat(messages(statement.getWarnings())).isEmpty();
    }

    @Test
    void resultsOfMetadataHaveNoWarnings() throws SQLException {
        Connection open = connection;
        try (ResultSet tables = open.getMetaData().getTables(null, null, null, null)) {
            assertThat(messages(tables.getWarnings())).isEmpty();
        }
    }
}
