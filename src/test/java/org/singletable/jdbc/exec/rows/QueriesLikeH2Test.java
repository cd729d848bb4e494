package org.singletable.jdbc.exec.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.RowCursor;

/** Random operator trees over random rows give what H2 gives for the same query, and give back all memory. */
class QueriesLikeH2Test {
    private static final int QUERIES = Integer.getInteger("differential.queries", 1000);
    /** H2 at times brings the fields of unlike row values to one type: a text becomes a number. Nothing of the sort is asked for. */
    private static final String CANNOT_CONVERT = "22018";

    private static final long MEMORY = 1 << 20;

    @Test
    void answerAlike() throws SQLException {
        long first = Long.getLong("differential.seed", System.nanoTime());
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = h2.createStatement()) {
            statement.execute("CREATE TABLE l (x INT, n DECIMAL(10, 2), d VARCHAR, s VARCHAR)");
            statement.execute("CREATE TABLE r (x INT, n DECIMAL(10, 2), d VARCHAR, s VARCHAR)");
            for (long seed = first; seed < first + QUERIES; seed++) {
                RandomQuery query = new RandomQuery(new Random(seed));
                fill(h2, "l", query.left);
                fill(h2, "r", query.right);
                String context = "seed %d: %s on l %s and r %s"
                        .formatted(seed, query.sql(), texts(query.left), texts(query.right));
                Optional<List<String>> answer = rows(statement, query.sql(), context);
                if (answer.isEmpty()) {
                    continue;
                }
                List<String> expected = answer.get();
                List<String> actual = run(query, context);
                if (!query.isOrdered()) {
                    Collections.sort(expected);
                    Collections.sort(actual);
                }
                assertThat(actual).as(context).isEqualTo(expected);
            }
        }
    }

    /** Also where only some of the rows are read. */
    private static List<String> run(RandomQuery query, String context) {
        MemoryBudget memory = new MemoryBudget(MEMORY);
        List<String> all = Rels.run(query.rel(), query.subqueries, memory);
        assertThat(Rels.isFree(memory, MEMORY)).as(context).isTrue();
        int some = all.size() / 2;
        RowCursor cursor = Rels.open(query.rel(), query.subqueries, memory, 0);
        for (int i = 0; i < some; i++) {
            assertThat(Arrays.toString(cursor.next())).as(context).isEqualTo(all.get(i));
        }
        cursor.close();
        assertThatExceptionOfType(DriverException.class).as(context).isThrownBy(cursor::next);
        assertThat(Rels.isFree(memory, MEMORY)).as(context).isTrue();
        return all;
    }

    private static List<String> texts(List<Object[]> rows) {
        return rows.stream().map(Arrays::toString).toList();
    }

    private static void fill(Connection h2, String table, List<Object[]> rows) throws SQLException {
        try (Statement statement = h2.createStatement();
                PreparedStatement insert = h2.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?)")) {
            statement.execute("DELETE FROM " + table);
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.executeUpdate();
            }
        }
    }

    private static Optional<List<String>> rows(Statement statement, String sql, String context) {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                Object[] row = new Object[result.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getObject(i + 1);
                }
                rows.add(Arrays.toString(row));
            }
            return Optional.of(rows);
        } catch (SQLException e) {
            if (CANNOT_CONVERT.equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw new AssertionError(context, e);
        }
    }
}
