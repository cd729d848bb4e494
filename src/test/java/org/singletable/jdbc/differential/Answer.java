package org.singletable.jdbc.differential;

import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a database answered to a query.
 *
 * @param types the family of each column's type; empty of a write that gives no rows
 * @param rows the rows, or how many were written
 * @param state empty where the statement did not fail
 */
record Answer(List<String> types, List<String> rows, String state, String message) {
    private static final String ROWS = " rows";

    static Answer of(Connection connection, RandomQuery.Text query) {
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            for (int i = 0; i < query.parameters().size(); i++) {
                statement.setObject(i + 1, query.parameters().get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                return of(result, query.ordered());
            }
        } catch (SQLException e) {
            return failure(e);
        }
    }

    /**
     * What a prepared write answers.
     *
     * @param returning whether it gives rows, not only their number
     */
    static Answer of(PreparedStatement write, boolean returning) throws SQLException {
        if (!returning) {
            return new Answer(List.of(), List.of(write.executeUpdate() + ROWS), "", "");
        }
        try (ResultSet result = write.executeQuery()) {
            return of(result, false);
        }
    }

    /** What a statement answers that is carried out several times: how many rows each time, or that it failed. */
    static Answer ofBatch(Connection connection, String sql, List<List<@Nullable Object>> parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<@Nullable Object> values : parameters) {
                new Marks.Text(sql, values).bind(statement);
                statement.addBatch();
            }
            return new Answer(List.of(), List.of(Arrays.toString(statement.executeBatch())), "", "");
        } catch (BatchUpdateException e) {
            return new Answer(
                    List.of(), List.of(Arrays.toString(e.getUpdateCounts())), "", String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            return failure(e);
        }
    }

    /** The answer of a statement that does what several did, of which none failed. */
    static Answer sum(List<Answer> answers) {
        List<String> rows =
                answers.stream().flatMap(answer -> answer.rows.stream()).toList();
        List<String> types = answers.get(0).types();
        if (!types.isEmpty()) {
            return new Answer(types, rows.stream().sorted().toList(), "", "");
        }
        int count = rows.stream()
                .mapToInt(row -> Integer.parseInt(row.substring(0, row.length() - ROWS.length())))
                .sum();
        return new Answer(types, List.of(count + ROWS), "", "");
    }

    static Answer failure(SQLException e) {
        return new Answer(List.of(), List.of(), String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
    }

    static Answer of(ResultSet result, boolean ordered) throws SQLException {
        ResultSetMetaData data = result.getMetaData();
        List<String> types = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            types.add(family(data.getColumnTypeName(i)));
        }
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            StringBuilder row = new StringBuilder();
            for (int i = 1; i <= types.size(); i++) {
                row.append('|').append(read(result, i, types.get(i - 1)));
            }
            rows.add(row.toString());
        }
        return new Answer(types, ordered ? rows : rows.stream().sorted().toList(), "", "");
    }

    /** Whether it is an error. */
    boolean failed() {
        return !state.isEmpty();
    }

    boolean agreesWith(Answer h2) {
        if (failed() || h2.failed()) {
            return failed() && h2.failed() && !state.startsWith("XX") && !state.startsWith("HYC");
        }
        return sameTypes(h2.types) && rows.equals(h2.rows);
    }

    /** H2 calls an expression that it has found to be NULL whatever the row of type NULL. */
    private boolean sameTypes(List<String> others) {
        return types.size() == others.size()
                && IntStream.range(0, types.size())
                        .allMatch(i ->
                                others.get(i).equals("NULL") || others.get(i).equals(types.get(i)));
    }

    /** What mismatches of one cause are likely to have in common: the errors; where there are none, the statement. */
    String differenceFrom(Answer h2, String sql) {
        return failed() || h2.failed()
                ? state + Mismatches.shape(message) + " - " + h2.state + Mismatches.shape(h2.message)
                : sql;
    }

    private static String family(String typeName) {
        String name = typeName.toUpperCase(Locale.ROOT);
        if (name.startsWith("NUMERIC") || name.startsWith("DECFLOAT") || name.startsWith("DECIMAL")) {
            return "DECIMAL";
        }
        if (name.startsWith("CHARACTER") || name.startsWith("VARCHAR")) {
            return "VARCHAR";
        }
        if (name.startsWith("DOUBLE")) {
            return "DOUBLE";
        }
        if (name.startsWith("BINARY VARYING") || name.startsWith("VARBINARY")) {
            return "VARBINARY";
        }
        return name.replaceAll("\\(\\d+\\)", "");
    }

    /** A value in a form in which those of both databases are equal where they mean the same. */
    private static String read(ResultSet row, int column, String type) throws SQLException {
        @Nullable
        Object value = switch (type) {
            case "DECIMAL" -> plain(row.getBigDecimal(column));
            case "DATE" -> row.getObject(column, LocalDate.class);
            case "TIMESTAMP" -> row.getObject(column, LocalDateTime.class);
            case "TIMESTAMP WITH TIME ZONE" -> instant(row.getObject(column, OffsetDateTime.class));
            case "VARBINARY" -> hex(row.getBytes(column));
            case "UUID" -> row.getObject(column, UUID.class);
            case "VARCHAR" -> row.getString(column);
            default -> row.getObject(column);
        };
        return row.wasNull() ? "NULL" : value + " ";
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }

    private static @Nullable Object instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }
}
