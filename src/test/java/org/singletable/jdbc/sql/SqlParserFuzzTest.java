package org.singletable.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

/** Whatever the text, a tree or a DriverException comes out. */
class SqlParserFuzzTest {
    private static final int CASES = 8_000;
    private static final List<String> TOKENS = List.of(
            "select",
            "from",
            "where",
            "insert",
            "into",
            "values",
            "update",
            "set",
            "delete",
            "a",
            "t",
            "\"x.y\"",
            "`q`",
            "[z]",
            "?",
            "?1",
            ":n",
            "$1",
            "1",
            "-1",
            "1.5",
            "1e3",
            "1e999",
            "'s'",
            "'it''s'",
            "'\\'",
            "X'00'",
            "E'x'",
            "N'x'",
            "(",
            ")",
            ",",
            ".",
            "*",
            "=",
            "<>",
            "<",
            ">=",
            "and",
            "or",
            "not",
            "null",
            "true",
            "in",
            "like",
            "escape",
            "between",
            "is",
            "as",
            "order",
            "group",
            "by",
            "key",
            "value",
            "user",
            "limit",
            "offset",
            "fetch",
            "first",
            "rows",
            "only",
            "{d",
            "{ts",
            "{fn",
            "{escape",
            "{",
            "}",
            "now()",
            "uuid()",
            "date",
            "timestamp",
            "case",
            "when",
            "cast",
            "join",
            "on",
            "union",
            "with",
            "default",
            "returning",
            ";",
            "--",
            "\n",
            "\n\n\n",
            "/*",
            "*/",
            "/*+",
            "//",
            "::",
            "->",
            "||",
            "'",
            "\"",
            "\\",
            "\u0000",
            "\ud83d\ude00",
            "\u00e9",
            "@",
            "#",
            "!",
            "~",
            "%",
            "&&",
            "interval",
            "exists",
            "distinct",
            "all",
            "end");
    private static final List<String> STATEMENTS = List.of(
            "select a, t.b as c, 'x', ? from t where a = ? and (b in (1, 2) or c like 'x%') limit 3 offset ?",
            "insert into t (a, b) values (?, default)",
            "update t u set u.a = ?, b = {d '2024-01-31'} where u.c between 1 and 2",
            "delete from t where not a is null or b <> X'00'");

    @Test
    void tokenSoup() {
        run(11, random -> {
            StringBuilder sql = new StringBuilder();
            int length = 1 + random.nextInt(14);
            for (int i = 0; i < length; i++) {
                sql.append(pick(random, TOKENS)).append(random.nextInt(4) == 0 ? "" : " ");
            }
            return sql.toString();
        });
    }

    @Test
    void changedStatements() {
        run(12, random -> {
            StringBuilder sql = new StringBuilder(pick(random, STATEMENTS));
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                int at = random.nextInt(sql.length());
                switch (random.nextInt(3)) {
                    case 0 -> sql.deleteCharAt(at);
                    case 1 -> sql.insert(at, " " + pick(random, TOKENS) + " ");
                    default -> sql.replace(at, Math.min(sql.length(), at + 5), pick(random, TOKENS));
                }
            }
            return sql.toString();
        });
    }

    private interface Generator {
        String next(Random random);
    }

    private static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static void run(long seed, Generator generator) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            String sql = generator.next(random);
            try {
                SqlParser.Parsed parsed = SqlParser.parse(sql);
                assertThat(parsed.statement()).isNotNull();
            } catch (DriverException e) {
                assertThat(e.state()).as("seed %d: %s", seed, sql).isNotEqualTo(SqlState.INTERNAL);
                assertThat(e.getMessage()).as("seed %d: %s", seed, sql).hasSizeBetween(10, 300);
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + seed + ": " + sql, e);
            }
        }
    }
}
