package org.singletable.jdbc.differential;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.differential.RandomSchema.Column;
import org.singletable.jdbc.differential.RandomSchema.Table;

/** Carries out writes on H2, in a transaction that is always open, so that each can be taken back. */
final class H2Writes implements AutoCloseable {
    /** Stands in a statement for the number of an incoming row. */
    static final String ROW = ":row";

    private final Connection connection;
    private @Nullable Savepoint before;

    H2Writes(RandomSchema schema) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:h2:mem:");
        try (Statement statement = connection.createStatement()) {
            for (Table table : schema.tables()) {
                statement.execute(table.ddl());
                statement.execute("CREATE TABLE " + incoming(table) + " (seq BIGINT GENERATED ALWAYS AS IDENTITY, "
                        + table.definitions() + ")");
            }
        }
        connection.setAutoCommit(false);
    }

    /** The table that takes the rows which a statement is to insert. */
    static String incoming(Table table) {
        return table.name() + "_incoming";
    }

    Connection connection() {
        return connection;
    }

    /**
     * Carries out a write. One that fails leaves nothing behind.
     *
     * @return empty where what it does would depend on an order of rows that it may not depend on; it has done nothing then
     */
    Optional<Answer> answer(Write write) throws SQLException {
        before = connection.setSavepoint();
        try {
            if (write.reference() instanceof Write.ByRow byRow) {
                Optional<Answer> answer = byRow(byRow, write.returning());
                if (answer.isEmpty()) {
                    undo();
                }
                return answer;
            }
            return Optional.of(execute(((Write.Statement) write.reference()).text(), write.returning()));
        } catch (SQLException e) {
            undo();
            return Optional.of(Answer.failure(e));
        }
    }

    /**
     * Carries out a batch.
     *
     * @return empty where what it does would depend on which of two rows comes first; it has done nothing then
     */
    Optional<Answer> answer(RandomBatch batch) throws SQLException {
        before = connection.setSavepoint();
        Answer answer = Answer.ofBatch(connection, batch.reference(), batch.parameters());
        if (batch.inAnyOrder() && answer.message().contains("Unique")) {
            undo();
            return Optional.empty();
        }
        return Optional.of(answer);
    }

    /** Takes back the last write. */
    void undo() throws SQLException {
        connection.rollback(before);
    }

    private Answer execute(Marks.Text text, boolean returning) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
            text.bind(statement);
            return Answer.of(statement, returning);
        }
    }

    private Optional<Answer> byRow(Write.ByRow write, boolean returning) throws SQLException {
        String incoming = incoming(write.table());
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + incoming);
        }
        execute(write.source(), false);
        if (write.inAnyOrder() && (hasDuplicates(write.table()) || takesWhatOthersGiveUp(write.table()))) {
            return Optional.empty();
        }
        List<Answer> answers = new ArrayList<>();
        // A row that is not there, for the types of the columns where no row is.
        answers.add(execute(each(write, -1), returning));
        for (long row : rows(incoming)) {
            answers.add(execute(each(write, row), returning));
        }
        return Optional.of(Answer.sum(answers));
    }

    private static Marks.Text each(Write.ByRow write, long row) {
        return new Marks.Text(
                write.each().sql().replace(ROW, String.valueOf(row)),
                write.each().parameters());
    }

    private List<Long> rows(String incoming) throws SQLException {
        List<Long> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT seq FROM " + incoming + " ORDER BY seq")) {
            while (result.next()) {
                rows.add(result.getLong(1));
            }
        }
        return rows;
    }

    /** Whether incoming rows are in each other's way. */
    private boolean hasDuplicates(Table table) throws SQLException {
        List<List<Column>> constraints = new ArrayList<>(table.unique());
        constraints.add(table.key());
        for (List<Column> columns : constraints) {
            String names = RandomSchema.names(columns);
            String sql = "SELECT 1 FROM " + incoming(table) + " WHERE "
                    + columns.stream()
                            .map(column -> column.name() + " IS NOT NULL")
                            .collect(Collectors.joining(" AND "))
                    + " GROUP BY " + names + " HAVING COUNT(*) > 1";
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                if (result.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether an incoming row takes a unique value of a row that another incoming one replaces or changes. */
    private boolean takesWhatOthersGiveUp(Table table) throws SQLException {
        for (List<Column> columns : table.unique()) {
            String sql = "SELECT 1 FROM " + incoming(table) + " taker JOIN " + table.name() + " held ON "
                    + equal("taker", "held", columns) + " JOIN " + incoming(table) + " giver ON "
                    + equal("giver", "held", table.key()) + " WHERE giver.seq <> taker.seq";
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                if (result.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String equal(String left, String right, List<Column> columns) {
        return columns.stream()
                .map(column -> left + "." + column.name() + " = " + right + "." + column.name())
                .collect(Collectors.joining(" AND "));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
