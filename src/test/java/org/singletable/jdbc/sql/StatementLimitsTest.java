package org.singletable.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** What a statement may be at most: beyond, the parser would take minutes or gigabytes. */
class StatementLimitsTest {
    private static void refused(String sql, SqlState state, String message) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> SqlParser.parse(sql))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.state()).isEqualTo(state));
    }

    @Test
    void wordsAndSigns() {
        // SELECT a FROM t WHERE b IN ( ... ): 8 beside the list, of which each value but the first has a comma.
        int values = (Tokens.MAX_TOKENS - 8) / 2;
        assertThat(SqlParser.parse("SELECT a FROM t WHERE b IN (1" + ",1".repeat(values - 1) + ")")
                        .statement())
                .isInstanceOf(Statement.Select.class);
        refused(
                "SELECT a FROM t WHERE b IN (1" + ",1".repeat(values + 1) + ")",
                SqlState.LIMIT_EXCEEDED,
                "more than 250000 words and signs");
    }

    @Test
    void brackets() {
        refused("SELECT " + "[".repeat(21), SqlState.LIMIT_EXCEEDED, "at most 20 brackets [");
        refused("SELECT " + "[1], ".repeat(30) + "1", SqlState.FEATURE_NOT_SUPPORTED, "an array");
        assertThat(SqlParser.parse("SELECT '" + "[".repeat(100) + "' FROM t").statement())
                .isNotNull();
    }

    @Test
    void names() {
        String longest = "n".repeat(Tokens.MAX_NAME);
        assertThat(SqlParser.parse("SELECT " + longest + " FROM t").statement()).isNotNull();
        refused("SELECT " + longest + "n FROM t", SqlState.SYNTAX_ERROR, "a name has more than 1000 characters");
        refused("SELECT \"" + longest + "\" FROM t", SqlState.SYNTAX_ERROR, "a name has more than 1000 characters");
    }

    @Test
    void partsOfNames() {
        assertThat(SqlParser.parse("SELECT a.b.c, a.b.c, a.b.c, a.b.c FROM t").statement())
                .isNotNull();
        refused("SELECT a" + ".a".repeat(10) + " FROM t", SqlState.SYNTAX_ERROR, "a name has more than 10 parts");
    }

    @Test
    void colons() {
        refused("SELECT " + ":a".repeat(100_000), SqlState.SYNTAX_ERROR, "column 208: unexpected :");
        assertThat(SqlParser.parse("SELECT a" + "::int".repeat(101) + " FROM t").statement())
                .isNotNull();
    }

    @Test
    void numbers() {
        refused("SELECT " + "9".repeat(20_000), SqlState.NUMERIC_OUT_OF_RANGE, "38 significant digits");
        refused("SELECT 0." + "0".repeat(20_000), SqlState.NUMERIC_OUT_OF_RANGE, "38 significant digits");
    }

    /** The parser takes a {@code ?} there for an operator. */
    @Test
    void parametersBehindOperands() {
        for (String operand :
                new String[] {"?", "a", "\"a\"", "'x'", "1", "1.5", "X'00'", "(1)", "NULL", "CASE WHEN a THEN b END"}) {
            refused("SELECT " + operand + " ? FROM t", SqlState.SYNTAX_ERROR, "unexpected ?");
        }
    }
}
