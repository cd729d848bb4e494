package org.singletable.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

class SqlParserTest {

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("select * from t", "SELECT * FROM [t]"),
                arguments("SELECT 1 FROM t WHERE 1=0", "SELECT 1:int FROM [t] WHERE (1:int = 0:int)"),
                arguments("select 1", "SELECT 1:int"),
                arguments("select all a from t;; ", "SELECT [a] FROM [t]"),
                arguments(
                        "select t.*, a, t.b x, \"shop\".\"t\".\"c\" as \"C d\" from t",
                        "SELECT [t].*, [a], [t].[b] AS [x], [shop].[t].[c] AS [C d] FROM [t]"),
                arguments(
                        "select * from \"shop\".\"user\" \"u\" where (\"u\".\"id\" = ?)",
                        "SELECT * FROM [shop].[user] AS [u] WHERE ([u].[id] = ?1)"),
                arguments(
                        "select \"a.b\", \"q\"\"x\", `y``z` from \"my.t\"", "SELECT [a.b], [q\"x], [y`z] FROM [my.t]"),
                arguments(
                        "select a from t where a = ? and b is not null or not (c in (1, ?) and d between ? and 5)",
                        "SELECT [a] FROM [t] WHERE OR(AND(([a] = ?1), ([b] IS NOT NULL)),"
                                + " NOT(AND(([c] IN (1:int, ?2)), ([d] BETWEEN ?3 .. 5:int))))"),
                arguments(
                        "select a from t where a<>1 and b!=2 and c < 3 and d<=4 and e>5 and f >= 6",
                        "SELECT [a] FROM [t] WHERE AND(([a] <> 1:int), ([b] <> 2:int), ([c] < 3:int),"
                                + " ([d] <= 4:int), ([e] > 5:int), ([f] >= 6:int))"),
                arguments(
                        "select a from t where a not in (1) and b not like 'x%' and c not between 1 and 2 and d is null",
                        "SELECT [a] FROM [t] WHERE AND(([a] NOT IN (1:int)), ([b] NOT LIKE x%:string),"
                                + " ([c] NOT BETWEEN 1:int .. 2:int), ([d] IS NULL))"),
                arguments(
                        "select a from t where a LIKE 'A%' ESCAPE '\\' and b = 'x'",
                        "SELECT [a] FROM [t] WHERE AND(([a] LIKE A%:string ESCAPE \\:string), ([b] = x:string))"),
                arguments(
                        "select a from t where active and not gone",
                        "SELECT [a] FROM [t] WHERE AND([active], NOT([gone]))"),
                arguments("select a from t limit ? offset ?", "SELECT [a] FROM [t] LIMIT ?1 OFFSET ?2"),
                arguments("select a from t offset 2 limit 3", "SELECT [a] FROM [t] LIMIT 3:int OFFSET 2:int"),
                arguments(
                        "select a from t offset ? rows fetch next ? rows only",
                        "SELECT [a] FROM [t] LIMIT ?2 OFFSET ?1"),
                arguments("select a from t fetch first row only", "SELECT [a] FROM [t] LIMIT 1:int"),
                arguments(
                        "select ?, a from t where b = ? and c in (?, ?) and d like ? escape ? limit ? offset ?",
                        "SELECT ?1, [a] FROM [t] WHERE AND(([b] = ?2), ([c] IN (?3, ?4)), ([d] LIKE ?5 ESCAPE ?6))"
                                + " LIMIT ?7 OFFSET ?8"),
                arguments(
                        "select now(), CURRENT_TIMESTAMP, current_date, UUID(), uuidv7(), ulid()",
                        "SELECT now(), current_timestamp(), current_date(), uuid(), uuidv7(), ulid()"),
                arguments(
                        "select a -- it's a comment; where b = ?\n, /* ? ' \" */ b /* nested /* */ ; */ from t // end",
                        "SELECT [a], [b] FROM [t]"),
                arguments("select a from t\n\n\nwhere b = 1\n/\nand c = 2\ngo\n", null),
                arguments("select a from t\n\n\n\r\n\twhere b = 1", "SELECT [a] FROM [t] WHERE ([b] = 1:int)"),
                arguments(
                        "insert into t values (1, default, 'x', now())",
                        "INSERT [t] [] VALUES (1:int, DEFAULT, x:string, now())"),
                arguments("insert into s.t (a, \"b\") values (?, ?)", "INSERT [s].[t] [a, b] VALUES (?1, ?2)"),
                arguments("insert into t (a) values ('a''b\\')", "INSERT [t] [a] VALUES (a'b\\:string)"),
                arguments(
                        "update t u set u.a = ?, b = default, c = null where u.d = ? and e <= ?",
                        "UPDATE [t] AS [u] SET [u].[a] := ?1, [b] := DEFAULT, [c] := null"
                                + " WHERE AND(([u].[d] = ?2), ([e] <= ?3))"),
                arguments("update \"s\".\"t\" set \"s\".\"t\".\"a\" = 1", "UPDATE [s].[t] SET [t].[a] := 1:int"),
                arguments("update t set a = 1", "UPDATE [t] SET [a] := 1:int"),
                arguments("delete from t as x where x.a = 1", "DELETE [t] AS [x] WHERE ([x].[a] = 1:int)"),
                arguments("delete from t", "DELETE [t]"));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void accepts(String sql, String tree) {
        if (tree == null) {
            // A slash or "go" on a line of its own is not a separator here, so this is no statement.
            assertThatExceptionOfType(DriverException.class).isThrownBy(() -> SqlParser.parse(sql));
            return;
        }
        assertThat(TreeText.of(SqlParser.parse(sql).statement())).isEqualTo(tree);
    }

    @Test
    void countsParametersOutsideOfLiteralsNamesAndComments() {
        assertThat(SqlParser.parse("select '?', \"?\" /* ? */ from t where a = ? -- ?")
                        .parameterCount())
                .isEqualTo(1);
    }

    static Stream<Arguments> literals() {
        return Stream.of(
                arguments("0", "0:int"),
                arguments("2147483647", "2147483647:int"),
                arguments("-2147483648", "-2147483648:int"),
                arguments("2147483648", "2147483648:long"),
                arguments("- 9223372036854775808", "-9223372036854775808:long"),
                arguments("9223372036854775808", "9223372036854775808:decimal"),
                arguments("1.50", "1.50:decimal"),
                arguments("-(5)", "-5:int"),
                arguments("+5", "5:int"),
                arguments(".5", "0.5:decimal"),
                arguments("1.", "1:decimal"),
                arguments("1e3", "1000:decimal"),
                arguments("-1.5E-3", "-0.0015:decimal"),
                arguments("99999999999999999999999999999999999999", "99999999999999999999999999999999999999:decimal"),
                arguments("'it''s'", "it's:string"),
                arguments("'it\\''s'", "it\\'s:string"),
                arguments("'C:\\'", "C:\\:string"),
                arguments("'{d ''x''} -- ? ; \"'", "{d 'x'} -- ? ; \":string"),
                arguments("''", ":string"),
                arguments("N'x'", "x:string"),
                arguments("'a\nb\n\n\nc'", "a\nb\n\n\nc:string"),
                arguments("TRUE", "true:boolean"),
                arguments("false", "false:boolean"),
                arguments("NULL", "null"),
                arguments("X'00aFfF'", "00afff:binary"),
                arguments("x''", ":binary"),
                arguments("DATE '2024-01-31'", "2024-01-31:date"),
                arguments("date'2024-01-31'", "2024-01-31:date"),
                arguments("TIME '23:59:01'", "23:59:01:time"),
                arguments("TIMESTAMP '2024-01-31 10:00:00.5'", "2024-01-31T10:00:00.500:timestamp"),
                arguments("TIMESTAMP '2024-01-31T10:00:00+01:00'", "2024-01-31T10:00+01:00:timestamptz"),
                arguments("TIMESTAMP '2024-01-31 10:00:00Z'", "2024-01-31T10:00Z:timestamptz"),
                arguments("{d '2024-01-31'}", "2024-01-31:date"),
                arguments("{ T '10:00:00' }", "10:00:time"),
                arguments("{ts'2024-01-31 10:00:00'}", "2024-01-31T10:00:timestamp"),
                arguments("{fn now()}", "now()"),
                arguments("{fn {fn now()}}", null));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void readsValues(String sql, String value) {
        if (value == null) {
            assertThatExceptionOfType(DriverException.class).isThrownBy(() -> SqlParser.parseExpression(sql));
            return;
        }
        assertThat(TreeText.of(SqlParser.parseExpression(sql))).isEqualTo(value);
        assertThat(TreeText.of(SqlParser.parse("select " + sql + " from t").statement()))
                .isEqualTo("SELECT " + value + " FROM [t]");
        assertThat(TreeText.of(SqlParser.parse("update t set a = " + sql + " where b in (" + sql + ")")
                        .statement()))
                .isEqualTo("UPDATE [t] SET [a] := " + value + " WHERE ([b] IN (" + value + "))");
    }

    static Stream<Arguments> escapes() {
        return Stream.of(
                arguments(
                        "select a from t where a like '!%' {escape '!'} {limit 3}",
                        "SELECT [a] FROM [t] WHERE ([a] LIKE !%:string ESCAPE !:string) LIMIT 3:int"),
                arguments("select a from t {limit ? offset ?}", "SELECT [a] FROM [t] LIMIT ?1 OFFSET ?2"),
                arguments("select '{d' /* {x} */ from t -- }", "SELECT {d:string FROM [t]"));
    }

    @ParameterizedTest
    @MethodSource("escapes")
    void rewritesEscapes(String sql, String tree) {
        assertThat(TreeText.of(SqlParser.parse(sql).statement())).isEqualTo(tree);
    }

    static Stream<Arguments> syntaxErrors() {
        return Stream.of(
                arguments("", "line 1, column 1: the statement is empty"),
                arguments(" ; -- x", "the statement is empty"),
                arguments("select * frm t", "line 1, column 14: unexpected t"),
                arguments("select *\n  from t where a in (1,\n 2", "line 3, column 3: unexpected end of the statement"),
                arguments("selec * from t", "line 1, column 1: unexpected selec"),
                arguments("select 'x", "line 1, column 8: unclosed string literal"),
                arguments("select \"x", "line 1, column 8: unclosed quoted name"),
                arguments("select /* x", "line 1, column 8: unclosed comment"),
                arguments("select \"\" from t", "empty name"),
                arguments("select a\\b", "line 1, column 9: unexpected \\"),
                arguments("select a \u0000 from t", "character U+0000 outside of a literal"),
                arguments("select a from t where a = :x", "a parameter is written ?, without a name"),
                arguments("select a from t where a = ?1", "a parameter is written ? without a number"),
                arguments("select a from t where a = $1", "unexpected $"),
                arguments("select $$x$$", "unexpected $"),
                arguments("select * from t limit 1 limit 2", "is a clause given twice?"),
                arguments("select * from t limit ? offset 1 offset ?", "is a clause given twice?"),
                arguments("select * from t limit 1 fetch first 1 row only", "LIMIT and FETCH"),
                arguments("select a as 'b' from t", "'b' is a string; a name takes double quotes"),
                arguments("select 'a' 'b' from t", "'b' is a string"),
                arguments("select * from 'f.csv'", "'f.csv' is a string"),
                arguments("select 1abc from t", "1abc is no name"),
                arguments("select * from t@link", "t@link is no name"),
                arguments("select * from a..t", "joined by one dot"),
                arguments("select a from t where a in ()", "the list after IN is empty"),
                arguments("select a from t where a in 1", "IN takes a list"),
                arguments("select a from t where default = 1", "DEFAULT stands only"),
                arguments("insert into t values ()", "VALUES is empty"),
                arguments("insert into t values (1), ()", "VALUES is empty"),
                arguments("insert into t values (1), 2", "VALUES takes each row in parentheses"),
                arguments("insert into t values (1), row(2)", "VALUES takes each row in parentheses"),
                arguments("insert into t values ((default))", "DEFAULT stands only"),
                arguments("insert into t (a) default values", "DEFAULT VALUES takes no list of columns"),
                arguments("insert into t (t.a) values (1)", "without their table"),
                arguments("insert into t (a) values (1) on conflict do", "unexpected end"),
                arguments("update t set (a, b) = (1)", "line 1, column 14: SET assigns 1 values to 2 columns"),
                arguments("update t set (a, b) = (1, 2, 3)", "SET assigns 3 values to 2 columns"),
                arguments("update t set (a) = 1", "SET (a, b) = takes a list of values in parentheses"),
                arguments("update t set (a, b) = (1, 2) + 3", "a comma or the next clause expected"),
                arguments("update t set (a, b) = (1, 2", "unexpected end of the statement"),
                arguments("update t set (a, b) =", "SET (a, b) = takes a list"),
                arguments("update t set (a, (b)) = (1, 2)", "unexpected"),
                arguments("update t set () = ()", "unexpected ="),
                arguments("delete from /*+ SCAN */ t", "a hint stands right after SELECT, UPDATE or DELETE"),
                arguments("call p 1", "CALL takes its arguments in parentheses"),
                arguments("select {call p(1)}", "line 1, column 8: the escape {call ...} is a statement of its own"),
                arguments("{call p(1)", "unclosed escape {"),
                arguments("commit x", "line 1, column 8: unexpected x"),
                arguments("rollback to", "unexpected end of the statement"),
                arguments("rollback x", "unexpected x"),
                arguments("savepoint", "unexpected end of the statement"),
                arguments("savepoint 'x'", "unexpected 'x'"),
                arguments("savepoint x y", "unexpected y"),
                arguments("release savepoint x, y", "unexpected ,"),
                arguments("explain commit", "EXPLAIN takes a SELECT, INSERT, UPDATE, DELETE or CALL"),
                arguments("explain begin", "EXPLAIN takes a SELECT, INSERT, UPDATE, DELETE or CALL"),
                arguments("delete t where a = 1", "FROM is missing"),
                arguments("select X'0' from t", "two hexadecimal digits a byte"),
                arguments("select X'0g' from t", "hexadecimal digits"),
                arguments("select X'00' '00' from t", "unexpected string literal"),
                arguments("select {d '2024-01-31' from t", "line 1, column 24: } expected"),
                arguments("select {fn now() from t", "line 1, column 8: unclosed escape {"),
                arguments("select now(} from t", "unexpected }"),
                arguments("select {fn now(}) from t", "unexpected }"),
                arguments("select {x 'y'} from t", "unknown escape {x"),
                arguments("select {d 2024} from t", "a date or time escape is written like"),
                arguments("select {", "unknown escape {"));
    }

    @ParameterizedTest
    @MethodSource("syntaxErrors")
    void reportsSyntaxErrors(String sql, String message) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> SqlParser.parse(sql))
                .withMessageContaining(message)
                .withMessageNotContaining("\n")
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.SYNTAX_ERROR));
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                arguments("123456789012345678901234567890123456789", SqlState.NUMERIC_OUT_OF_RANGE),
                arguments("1e126", SqlState.NUMERIC_OUT_OF_RANGE),
                arguments("1e-131", SqlState.NUMERIC_OUT_OF_RANGE),
                arguments("1e99999999999", SqlState.NUMERIC_OUT_OF_RANGE),
                arguments("DATE '2024-02-30'", SqlState.CANNOT_CONVERT),
                arguments("{d 'x'}", SqlState.CANNOT_CONVERT),
                arguments("TIMESTAMP '2024-01-31'", SqlState.CANNOT_CONVERT),
                arguments("?", SqlState.SYNTAX_ERROR),
                arguments("1 2", SqlState.SYNTAX_ERROR),
                arguments("(1, 2)", SqlState.FEATURE_NOT_SUPPORTED),
                arguments("", SqlState.SYNTAX_ERROR));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void refusesBadValues(String sql, SqlState state) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> SqlParser.parseExpression(sql))
                .satisfies(e -> assertThat(e.state()).isEqualTo(state));
    }

    @Test
    void deepNestingIsAnErrorAndLongChainsAreNot() {
        String deep = "(".repeat(100_000) + "a = 1" + ")".repeat(100_000);
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> SqlParser.parse("select a from t where " + deep))
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.LIMIT_EXCEEDED));
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> SqlParser.parse("select a from t where " + "not ".repeat(100_000) + "a"));
        assertThat(SqlParser.parse("select a from t where a = 1" + " or a = ?".repeat(20_000))
                        .statement())
                .isInstanceOfSatisfying(
                        Statement.Select.class,
                        s -> assertThat(s.where())
                                .isInstanceOfSatisfying(
                                        Expr.Or.class,
                                        or -> assertThat(or.operands()).hasSize(20_001)));
    }
}
