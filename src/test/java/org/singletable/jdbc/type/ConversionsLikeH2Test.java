package org.singletable.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.error.DriverException;

/**
 * Casts among numbers, truth values and their texts give what H2 gives, but that other numbers than 1 and 0 are no texts of
 * a truth value.
 */
class ConversionsLikeH2Test {
    private static final Map<SqlType, String> TARGETS = Map.of(
            SqlType.INT,
            "int",
            SqlType.LONG,
            "bigint",
            SqlType.DOUBLE,
            "double precision",
            SqlType.BOOLEAN,
            "boolean",
            SqlType.decimal(18, 2),
            "decimal(18,2)",
            SqlType.decimal(5, 0),
            "decimal(5,0)");

    private static final Map<SqlType, List<String>> VALUES = Map.of(
            SqlType.INT,
            List.of("0", "1", "-1", "2147483647", "-2147483648"),
            SqlType.LONG,
            List.of("0", "2147483648", "9223372036854775807", "-9223372036854775808", "99999"),
            SqlType.DOUBLE,
            List.of("0", "0.5", "1.5", "2.5", "-0.5", "-1.5", "-2.5", "1e9", "1e19", "0.1", "-99.995", "1e-7"),
            SqlType.BOOLEAN,
            List.of("true", "false"),
            SqlType.decimal(18, 2),
            List.of("0", "0.5", "1.49", "-2.5", "99999.50", "99999.49", "2147483647.50", "-0.01"),
            SqlType.STRING,
            List.of("1", " 2 ", "1.5", "1e3", "true", "T", "no", "x", "", "-7.005", "99999999999", "+3"));

    private static final Set<String> NUMBERS_AS_TEXT = Set.of("2", "1.5", "1e3", "-7.005", "99999999999", "+3");

    @Test
    void casts() throws SQLException {
        int compared = 0;
        try (Connection h2 = new org.h2.Driver().connect("jdbc:h2:mem:", new Properties())) {
            for (Map.Entry<SqlType, List<String>> values : VALUES.entrySet()) {
                for (String text : values.getValue()) {
                    for (SqlType target : TARGETS.keySet()) {
                        if (values.getKey().equals(SqlType.STRING)
                                && target.equals(SqlType.BOOLEAN)
                                && NUMBERS_AS_TEXT.contains(text.strip())) {
                            continue;
                        }
                        assertThat(ours(text, values.getKey(), target))
                                .as("%s '%s' to %s", values.getKey(), text, target)
                                .isEqualTo(theirs(h2, text, values.getKey(), target));
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    private static String ours(String text, SqlType source, SqlType target) {
        try {
            Object value = Conversions.convert(PlainText.parse(text, source), target);
            return JavaValues.toJava(value, target, target.kind().objectClass(), null)
                    .toString();
        } catch (DriverException e) {
            return "error";
        }
    }

    private static String theirs(Connection h2, String text, SqlType source, SqlType target) throws SQLException {
        String sourceName = TARGETS.getOrDefault(source, "varchar");
        String sql = "select cast(cast('" + text + "' as " + sourceName + ") as " + TARGETS.get(target) + ")";
        try (PreparedStatement statement = h2.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getObject(1).toString();
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(sql).startsWith("22");
            return "error";
        }
    }
}
