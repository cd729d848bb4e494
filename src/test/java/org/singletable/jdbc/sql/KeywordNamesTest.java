package org.singletable.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.sf.jsqlparser.parser.CCJSqlParserConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every keyword of JSqlParser that the dialect does not reserve is a name without quotes. */
class KeywordNamesTest {
    /** W stands for the word. */
    private static final List<String> STATEMENTS = List.of(
            "select * from W",
            "select * from W where W = ?",
            "select * from W as u",
            "select * from W limit 1",
            "select * from s.W",
            "select W from t",
            "select W, W from t",
            "select W.a, W.* from t as W where W.a = 1",
            "select a as W from t",
            "select a, W as x from t where W is null",
            "select u.W from t u where u.W = 1",
            "select a from t where b = W and W between W and W limit 3",
            "select a from t where not W = 1 or W",
            "select a from t where W like 'x' and W in (W, 1)",
            "select a from t where W <> 1 and (W = 1)",
            "insert into W values (1)",
            "insert into t (a, W) values (1, ?)",
            "insert into t(W, a) values(?, 1)",
            "update W set W = ?, b = 2 where W = 3",
            "update t u set u.W = ?, W = DEFAULT where u.W in (1)",
            "delete from W",
            "delete from W where W = 1");

    /** Parsed for the words that matter most, and for some of the others: the parser is slow here. */
    private static final List<String> QUERIES = List.of(
            "select distinct W, count(distinct W) from t group by W having W = 1 order by W",
            "select a from t order by W desc, W asc nulls first, t.W limit 1",
            "select a from t join W on W = 1 left join s.W as W on W.W = W where W = 1",
            "select a from t as W inner join u as W on W.a = u.W",
            "select a from (select W from W) as W where W in (select W from W union all select W from t)",
            "select W + W * 2 - W, W || 'x' || W, (W), -W, W::text from t",
            "select case W when W then W else W end, case when W then W end from t",
            "select coalesce(W, 1), sum(W) filter (where W = 2), extract(year from W) from t",
            "select trim(both W from W), substring(W from W for W), position(W in W) from t",
            "select W -> 'x', W.W ->> 'y' from t where W ilike W escape '!' and W is distinct from W",
            "select a from t where (W, b) > (1, W) and exists (select W from t) offset 1",
            "select W from W where W = 1 order by W for update",
            "insert into s.W (W, a) values (1, default), (W, 2) on conflict (W) do update set W = excluded.W, a = W where"
                    + " t.W > W and W < 1 returning W, W as W",
            "insert into t (W) select W from W where W = 1 on conflict (a, W) do nothing returning W.*",
            "upsert into s.W (W) values (1) returning W",
            "update W as W set (W, a) = (W, 1), W.W = W where W = 1 returning W, W.W",
            "delete from W as W where W.W = 1 returning W as W",
            "call W(1)",
            "savepoint W",
            "rollback to savepoint W",
            "rollback to W",
            "release W");

    private static final Set<String> SOFT = Set.of(
            "ORDER",
            "GROUP",
            "USER",
            "KEY",
            "VALUE",
            "LEFT",
            "RIGHT",
            "JOIN",
            "ON",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "FIRST",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "YEAR",
            "TEXT",
            "BOTH",
            "LEADING",
            "FOR",
            "FILTER",
            "END",
            "THEN",
            "ELSE",
            "DESC",
            "NULLS",
            "UNION",
            "ESCAPE",
            "HAVING",
            "SET");

    /** Where the parser takes the words ONLY, LATERAL and a few more for modifiers. */
    private static final List<String> WITH_ALIAS = List.of(
            "select u.a from W u",
            "update W u set u.a = 1",
            "delete from W u where u.a = 1",
            "insert into W (a) values (1)");

    private static final Set<String> MODIFIERS =
            Set.of("ONLY", "LATERAL", "TABLE", "LOW_PRIORITY", "IGNORE", "TEMP", "OUTFILE", "DUMPFILE");

    static Stream<String> words() {
        TreeSet<String> words = new TreeSet<>(List.of(
                "DATE",
                "TIME",
                "TIMESTAMP",
                "YEAR",
                "MONTH",
                "DAY",
                "HOUR",
                "MINUTE",
                "SECOND",
                "UUID",
                "TEXT",
                "NUMBER",
                "INT",
                "INTEGER",
                "LONG",
                "MAP",
                "BLOB",
                "DOUBLE",
                "DECIMAL",
                "FLOAT",
                "ENUM",
                "SUBSTR",
                "TRIM",
                "POSITION",
                "OVERLAY",
                "SYSDATE",
                "NOW",
                "ARRAY"));
        Arrays.stream(CCJSqlParserConstants.class.getFields())
                .map(Field::getName)
                .filter(n -> n.startsWith("K_"))
                .forEach(n -> words.add(n.substring(2)));
        words.removeAll(KeywordNames.RESERVED);
        return words.stream();
    }

    @ParameterizedTest
    @MethodSource("words")
    void isANameWithoutQuotes(String word) {
        Stream<String> statements = MODIFIERS.contains(word)
                ? STATEMENTS.stream()
                : Stream.concat(STATEMENTS.stream(), WITH_ALIAS.stream());
        Stream<String> queries = SOFT.contains(word) || word.hashCode() % 5 == 0 ? QUERIES.stream() : Stream.empty();
        // CASE WHEN starts a condition.
        Stream<String> known = queries.filter(sql -> !(word.equals("WHEN") && sql.contains("case W")));
        Stream.concat(statements, known).forEach(sql -> {
            String spelling = sql.length() % 2 == 0 ? word : word.toLowerCase(Locale.ROOT);
            assertThat(SqlParser.parse(sql.replace("W", spelling)))
                    .as(sql.replace("W", spelling))
                    .isEqualTo(SqlParser.parse(sql.replace("W", '"' + spelling + '"')));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "GROUP", "user", "Key", "value", "values", "year", "uuid", "limit"})
    void takesAnAliasWithoutAs(String word) {
        assertThat(TreeText.of(SqlParser.parse("select " + word + " x, t." + word + " y from t")
                        .statement()))
                .isEqualTo("SELECT [" + word + "] AS [x], [t].[" + word + "] AS [y] FROM [t]");
    }

    @Test
    void leavesLiteralsAndCommentsAlone() {
        assertThat(TreeText.of(SqlParser.parse("select 'order', /* from group */ order from order -- by key")
                        .statement()))
                .isEqualTo("SELECT order:string, [order] FROM [order]");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\u0001', textBlock = """
                    select a from order order by a => SELECT [a] FROM [order] ORDER BY [a]
                    select order from order order by order => SELECT [order] FROM [order] ORDER BY [order]
                    select a from t order by order, key desc limit 3 => SELECT [a] FROM [t] ORDER BY [order], [key] DESC LIMIT 3:int
                    select group from t group by group order by group desc => SELECT [group] FROM [t] GROUP BY ([group]) ORDER BY [group] DESC
                    select order.total from order left join user on order.user = user.key => SELECT [order].[total] FROM ([order] LEFT JOIN [user] ON ([order].[user] = [user].[key]))
                    select o.a from order o join user u on o.a = u.a left join value on key = value => SELECT [o].[a] FROM (([order] AS [o] INNER JOIN [user] AS [u] ON ([o].[a] = [u].[a])) LEFT JOIN [value] ON ([key] = [value]))
                    select case when not key then order else user end as group from t => SELECT CASE WHEN NOT([key]) THEN [order] ELSE [user] END AS [group] FROM [t]
                    select a from t where b is distinct from timestamp with time zone '2024-01-31 10:00:00Z' => SELECT [a] FROM [t] WHERE ([b] IS DISTINCT FROM 2024-01-31T10:00Z:timestamptz)
                    """)
    void leavesClausesAlone(String sql, String tree) {
        assertThat(TreeText.of(SqlParser.parse(sql).statement())).isEqualTo(tree);
    }
}
