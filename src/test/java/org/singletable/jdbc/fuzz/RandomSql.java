package org.singletable.jdbc.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.singletable.jdbc.differential.RandomTables;

/** SQL texts: of the grammar, changed ones, tokens in any order, and characters. */
public final class RandomSql {
    private static final Pattern TOKEN = Pattern.compile("'([^']|'')*'|\"[^\"]*\"|\\w+|\\s+|\\S");

    private static final List<String> WORDS = List.of(
            "SELECT",
            "FROM",
            "WHERE",
            "AND",
            "OR",
            "NOT",
            "IN",
            "IS",
            "NULL",
            "LIKE",
            "ESCAPE",
            "BETWEEN",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "CAST",
            "AS",
            "JOIN",
            "LEFT",
            "ON",
            "GROUP BY",
            "HAVING",
            "ORDER BY",
            "LIMIT",
            "OFFSET",
            "FETCH FIRST",
            "ROWS ONLY",
            "UNION ALL",
            "DISTINCT",
            "COUNT(*)",
            "SUM(",
            "EXISTS (",
            "INSERT INTO",
            "VALUES",
            "ON CONFLICT",
            "DO UPDATE SET",
            "DO NOTHING",
            "UPSERT INTO",
            "UPDATE",
            "SET",
            "DELETE FROM",
            "RETURNING",
            "DEFAULT",
            "EXPLAIN",
            "ANALYZE",
            "CALL singletable_verify(",
            "SHOW TABLES",
            "DESCRIBE",
            "COMMIT",
            "ROLLBACK",
            "SAVEPOINT",
            "RELEASE",
            "FOR UPDATE",
            "TRUE",
            "FALSE",
            "DATE",
            "TIMESTAMP",
            "INTERVAL",
            "EXTRACT(YEAR FROM",
            "SUBSTRING(",
            "TRIM(",
            "REPLACE(",
            "POSITION(",
            "ROUND(",
            "COALESCE(",
            "tab",
            "tab_child",
            "_items",
            "k0",
            "c0",
            "note",
            "pk",
            "sk",
            "_item",
            "excluded",
            "segment('tab', 0, 1)",
            "now()",
            "uuid()",
            "/*+ SCAN */",
            "INSERT",
            "INTO",
            "DELETE",
            "a",
            "t",
            "\"X.Y\"",
            "`Q`",
            "[Z]",
            "?1",
            ":N",
            "1",
            "1E3",
            "'S'",
            "'\\'",
            "E'X'",
            "N'X'",
            "ORDER",
            "GROUP",
            "BY",
            "KEY",
            "VALUE",
            "USER",
            "FETCH",
            "FIRST",
            "ROWS",
            "ONLY",
            "{D",
            "{TS",
            "{FN",
            "{ESCAPE",
            "UNION",
            "WITH",
            "\n\n\n",
            "/*+",
            "//",
            "\u0000",
            "&&",
            "EXISTS",
            "ALL",
            "DESC",
            "NULLS LAST",
            "LEFT JOIN",
            "SUM(DISTINCT",
            "FILTER (WHERE",
            "OVER (",
            "ILIKE",
            "IS DISTINCT FROM",
            "EXTRACT(",
            "TRIM(BOTH",
            "AS VARCHAR(10))",
            "SHOW",
            "TABLES",
            "RESET",
            "TO",
            "{OJ",
            "{CALL",
            "CALL",
            "REPLACE INTO",
            "SET (A, B) =",
            "ROW (",
            "EXCLUDED.",
            "DEFAULT VALUES",
            "\"\"");

    private static final List<String> SIGNS = List.of(
            "(",
            ")",
            ",",
            ".",
            "*",
            "=",
            "<>",
            "<",
            ">=",
            "+",
            "-",
            "/",
            "%",
            "||",
            "->",
            "->>",
            "::",
            "?",
            ";",
            "'",
            "\"",
            "`",
            "[",
            "]",
            "{",
            "}",
            "{d '",
            "{fn ",
            "{ts '",
            "--",
            "/*",
            "*/",
            "\\",
            "\n",
            "\0",
            "$1",
            ":a",
            "@",
            "#",
            "!",
            "~",
            "&",
            "|",
            "^",
            "\ud83d",
            "\udc00",
            "\ud83d\ude00",
            "\u00e9",
            "\u2028",
            "\ufeff",
            "\uff07",
            "\u0130");

    private static final List<String> VALUES = List.of(
            "0",
            "-1",
            "1.5",
            "1e999",
            "1e-130",
            "99999999999999999999999999999999999999",
            "9223372036854775808",
            "2147483648",
            "'x'",
            "''",
            "'it''s'",
            "'%_%'",
            "'2024-02-30'",
            "'0000-00-00T00:00:00Z'",
            "'24:00:00'",
            "'\ud83d'",
            "'a\udc00b'",
            "'\0'",
            "'{\"a\":1}'",
            "'[[[['",
            "X''",
            "X'00'",
            "X'0'",
            "DATE '9999-12-31'",
            "TIMESTAMP '-999999999-01-01 00:00:00'",
            "NULL",
            "TRUE",
            "'999999999999999999999999999999999999999999'",
            "'NaN'",
            "'Infinity'",
            "'1E400'",
            "'0x1'");

    private static final List<String> BEGINNINGS = List.of(
            "",
            "SELECT ",
            "SELECT 1 ",
            "SELECT * FROM ",
            "SELECT * FROM tab WHERE ",
            "SELECT * FROM tab WHERE k0 IN (",
            "SELECT * FROM tab ORDER BY ",
            "INSERT INTO tab VALUES (",
            "UPDATE tab SET note = ",
            "DELETE FROM tab WHERE note = 'x' AND ");

    private RandomSql() {}

    static RandomTables.Text next(RandomTables tables, Random random) {
        RandomTables.Text good = random.nextBoolean() ? tables.query(random) : tables.write(random);
        return switch (random.nextInt(10)) {
            case 0, 1 -> good;
            case 2 -> new RandomTables.Text(words(random), List.of(), false);
            case 3 -> new RandomTables.Text(characters(good.sql(), random), good.parameters(), false);
            default -> new RandomTables.Text(changed(good.sql(), tables, random), good.parameters(), false);
        };
    }

    /** A few tokens again and again, in the place of an expression, a list, a table or a statement. */
    static String repeated(int tokens, Random random) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.add(token(random));
        }
        String separator = random.nextBoolean() ? " " : "";
        String begin = BEGINNINGS.get(random.nextInt(BEGINNINGS.size()));
        return begin
                + (String.join(separator, some) + separator).repeat(tokens / some.size())
                + (random.nextBoolean() ? "" : "1");
    }

    private static String words(Random random) {
        StringBuilder sql = new StringBuilder();
        for (int i = random.nextInt(25); i >= 0; i--) {
            sql.append(token(random)).append(random.nextInt(6) == 0 ? "" : " ");
        }
        return sql.toString();
    }

    private static String characters(String sql, Random random) {
        StringBuilder changed = new StringBuilder(sql);
        for (int i = random.nextInt(4); i >= 0 && !changed.isEmpty(); i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.setCharAt(at, (char) random.nextInt(0x10000));
                case 2 -> changed.insert(at, (char) random.nextInt(0x80));
                default -> changed.setLength(at);
            }
        }
        return changed.toString();
    }

    /** Tokens dropped, doubled, replaced, swapped, or put in from another statement. */
    private static String changed(String sql, RandomTables tables, Random random) {
        List<String> tokens = tokens(sql);
        for (int i = random.nextInt(4); i >= 0 && !tokens.isEmpty(); i--) {
            int at = random.nextInt(tokens.size());
            switch (random.nextInt(6)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(at));
                case 2 -> tokens.add(at, token(random));
                case 3 -> {
                    List<String> other = tokens(tables.query(random).sql());
                    int from = random.nextInt(other.size());
                    int to = Math.min(other.size(), from + random.nextInt(12));
                    tokens.addAll(at, other.subList(from, to));
                }
                case 4 -> {
                    String moved = tokens.remove(at);
                    tokens.add(random.nextInt(tokens.size() + 1), moved);
                }
                default -> tokens.set(at, token(random));
            }
        }
        return String.join("", tokens);
    }

    private static List<String> tokens(String sql) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** A word, a sign or a value. */
    public static String token(Random random) {
        List<String> kind = List.of(WORDS, SIGNS, VALUES).get(random.nextInt(3));
        return kind.get(random.nextInt(kind.size()));
    }
}
