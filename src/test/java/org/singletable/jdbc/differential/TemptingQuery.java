package org.singletable.jdbc.differential;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A random query over the tables of {@link PlannerDifferentialTest}, all of few values and many NULLs. */
final class TemptingQuery {
    static final List<Table> TABLES = List.of(
            new Table("p", "k", "k INT NOT NULL, x INT, n DECIMAL(10,2), s VARCHAR, t VARCHAR(3), l BIGINT"),
            new Table(
                    "c", "k, m", "k INT NOT NULL, m VARCHAR(3) NOT NULL, x INT, n DECIMAL(10,2), s VARCHAR(3), y INT"),
            new Table(
                    "u",
                    "a, b",
                    "a INT NOT NULL, b VARCHAR(3) NOT NULL, x BIGINT, n DECFLOAT, s VARCHAR, t VARCHAR(3)"),
            new Table("w", "d", "d DECIMAL(10,2) NOT NULL, k INT NOT NULL, x INT, s VARCHAR NOT NULL"),
            new Table("g", "k, m, j", "k INT NOT NULL, m VARCHAR(3) NOT NULL, j INT NOT NULL, x INT, s VARCHAR"));

    private static final List<String> COMPARATORS = List.of("=", "=", "=", "<>", "<", "<=", ">", ">=");
    private static final List<String> TEXTS = List.of("", "a", "ab", "b", "a b", "b#", "1", "%");

    private final Random random;
    private final List<Table> tables;
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private int aliases;
    private int depth;

    TemptingQuery(Random random, boolean third) {
        this.random = random;
        this.tables = tables(third);
    }

    static List<Table> tables(boolean third) {
        return third ? TABLES : TABLES.subList(0, 4);
    }

    record Table(String name, String key, String definitions) {
        String ddl() {
            return "CREATE TABLE " + name + " (" + definitions + ", PRIMARY KEY (" + key + "))";
        }

        List<String> columns() {
            return Arrays.stream(definitions.split(", "))
                    .map(definition -> definition.substring(0, 1))
                    .toList();
        }

        List<@Nullable Object> row(Random random) {
            List<@Nullable Object> row = new ArrayList<>();
            for (String column : columns()) {
                boolean nullable = !"kmabdjy".contains(column) && !(name.equals("w") && column.equals("s"));
                row.add(nullable && random.nextInt(4) == 0 ? null : value(column, random));
            }
            return row;
        }
    }

    private static Object value(String column, Random random) {
        return switch (column) {
            case "s", "m", "b" -> TEXTS.get(random.nextInt(TEXTS.size()));
            case "t" -> String.valueOf(random.nextInt(4));
            case "n", "d" -> new BigDecimal(random.nextInt(8)).divide(BigDecimal.valueOf(2));
            case "l" -> (long) random.nextInt(4);
            default -> random.nextInt(4);
        };
    }

    /**
     * @param orderKeys the result columns, from 0, that it orders by: no others tell the order of rows
     */
    record Text(String sql, List<@Nullable Object> parameters, int[] orderKeys) {}

    /** A column of something in FROM. */
    private record Col(String text, boolean isText) {}

    /** Something in FROM with its columns. */
    private record From(String sql, List<Col> columns) {}

    Text text() {
        if (random.nextInt(12) == 0) {
            String first = simple("k", "s");
            String second = simple("x", "s");
            return new Text(first + " UNION ALL " + second, parameters, new int[0]);
        }
        // The select list comes first, so its parameters must be made first; FROM is written without any.
        From from = from(1 + random.nextInt(4));
        if (random.nextInt(8) == 0) {
            String extreme = any(List.of("MIN(", "MAX(")) + any(from.columns()).text() + ") AS g0";
            return new Text(
                    "SELECT " + extreme + " FROM " + from.sql() + where(from.columns()), parameters, new int[0]);
        }
        if (random.nextInt(8) == 0) {
            // Which rows come is left open, but not how many.
            String rows = "SELECT 1 AS q FROM " + from.sql() + where(from.columns()) + " LIMIT " + random.nextInt(6);
            return new Text("SELECT COUNT(*) AS g0 FROM (" + rows + ") z", parameters, new int[0]);
        }
        boolean grouped = random.nextInt(4) == 0;
        return grouped ? grouped(from) : plain(from);
    }

    private String simple(String number, String text) {
        Table table = tables.get(0);
        String alias = alias();
        From from = new From(table.name() + " " + alias, columns(table, alias));
        return "SELECT " + alias + "." + number + ", " + alias + "." + text + " FROM " + from.sql()
                + where(from.columns());
    }

    private Text plain(From from) {
        List<String> outputs = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String expr = random.nextInt(4) == 0
                    ? expression(from.columns(), random.nextBoolean())
                    : any(from.columns()).text();
            // Labels are those of columns now and then, which ORDER BY must not take for the columns.
            outputs.add(expr + " AS "
                    + (random.nextInt(3) == 0 ? "x" + i : List.of("k", "s", "x").get(i)));
        }
        boolean distinct = random.nextInt(5) == 0;
        String sql = "SELECT " + (distinct ? "DISTINCT " : "") + String.join(", ", outputs) + " FROM " + from.sql()
                + where(from.columns());
        return ordered(sql, outputs, random.nextInt(3));
    }

    private Text grouped(From from) {
        List<String> keys = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            keys.add(any(from.columns()).text());
        }
        List<String> outputs = new ArrayList<>();
        keys.forEach(key -> outputs.add(key + " AS g" + outputs.size()));
        outputs.add("COUNT(*) AS g" + outputs.size());
        if (random.nextBoolean()) {
            outputs.add(aggregate(from) + " AS g" + outputs.size());
        }
        String sql = "SELECT " + String.join(", ", outputs) + " FROM " + from.sql() + where(from.columns())
                + (keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys));
        if (random.nextInt(4) == 0) {
            sql += " HAVING " + aggregate(from) + " " + comparator() + " " + number(1);
        }
        return ordered(sql, outputs, random.nextInt(3));
    }

    private String aggregate(From from) {
        String name = List.of("MIN", "MAX", "COUNT", "COUNT", "SUM").get(random.nextInt(5));
        return name + "(" + column(from.columns(), false) + ")";
    }

    /** @param style 0: no order; 1: by some results; 2: by all results, with a limit */
    private Text ordered(String sql, List<String> outputs, int style) {
        if (style == 0) {
            return new Text(sql, parameters, new int[0]);
        }
        int[] keys = IntStream.range(0, style == 2 ? outputs.size() : 1 + random.nextInt(outputs.size()))
                .toArray();
        String nulls = List.of("", "", " NULLS FIRST", " NULLS LAST").get(random.nextInt(4));
        boolean sameWay = random.nextBoolean();
        String first = random.nextBoolean() ? " DESC" : "";
        String order = Arrays.stream(keys)
                .mapToObj(i -> (random.nextBoolean() ? String.valueOf(i + 1) : label(outputs.get(i)))
                        + (sameWay ? first : random.nextBoolean() ? " DESC" : "")
                        + nulls)
                .collect(Collectors.joining(", "));
        String limit = "";
        if (style == 2) {
            limit = " LIMIT " + (random.nextBoolean() ? parameter(random.nextInt(5)) : random.nextInt(5));
            limit += random.nextInt(3) == 0 ? " OFFSET " + random.nextInt(3) : "";
        }
        return new Text(sql + " ORDER BY " + order + limit, parameters, keys);
    }

    private static String label(String output) {
        return output.substring(output.lastIndexOf(' ') + 1);
    }

    private From from(int count) {
        From from = item();
        for (int i = 1; i < count; i++) {
            From right = item();
            List<Col> both = new ArrayList<>(from.columns());
            both.addAll(right.columns());
            boolean left = random.nextBoolean();
            List<String> on = new ArrayList<>();
            boolean text = random.nextInt(3) == 0;
            on.add(column(from.columns(), text) + " = " + column(right.columns(), text));
            if (random.nextInt(3) == 0) {
                on.add(column(from.columns(), !text) + " = " + column(right.columns(), !text));
            }
            // A whole key now and then.
            if (random.nextInt(3) == 0) {
                on.set(0, key(from.columns(), right.columns()));
            }
            while (random.nextInt(3) == 0) {
                on.add(condition(both));
            }
            if (random.nextInt(12) == 0) {
                on = List.of(condition(both));
            }
            from = new From(
                    from.sql() + (left ? " LEFT JOIN " : " JOIN ") + right.sql() + " ON " + String.join(" AND ", on),
                    both);
        }
        return from;
    }

    private String key(List<Col> left, List<Col> right) {
        // Part of a key, too, as that of the parent.
        return IntStream.range(0, Math.min(1 + random.nextInt(2), right.size()))
                .mapToObj(right::get)
                .map(col -> col.text() + " = " + sameName(left, col))
                .collect(Collectors.joining(" AND "));
    }

    private String sameName(List<Col> columns, Col like) {
        String name = like.text().substring(like.text().indexOf('.'));
        return columns.stream()
                .map(Col::text)
                .filter(text -> text.endsWith(name))
                .findFirst()
                .orElseGet(() -> column(columns, like.isText()));
    }

    private From item() {
        Table table = tables.get(random.nextInt(3) == 0 ? random.nextInt(tables.size()) : random.nextInt(2));
        String alias = alias();
        if (random.nextInt(4) != 0) {
            return new From(table.name() + " " + alias, columns(table, alias));
        }
        return derived(table, alias);
    }

    private From derived(Table table, String alias) {
        String inner = alias();
        List<Col> columns = columns(table, inner);
        Col number = new Col(column(columns, false), false);
        Col text = new Col(column(columns, true), true);
        List<String> outputs =
                new ArrayList<>(List.of(inner + "." + table.columns().get(0) + " AS f"));
        outputs.add(number.text() + " AS k");
        outputs.add(text.text() + " AS s");
        if (random.nextInt(2) == 0) {
            outputs.add(random.nextInt(3) + " AS q");
        } else {
            outputs.add(expression(columns, false) + " AS q");
        }
        String sql = inner + where(columns);
        String select = "SELECT ";
        String end = "";
        switch (random.nextInt(6)) {
            case 0 -> select = "SELECT DISTINCT ";
            case 1 -> end = " ORDER BY 1, 2, 3, 4 LIMIT " + (1 + random.nextInt(5));
            default -> {}
        }
        return new From(
                "(" + select + String.join(", ", outputs) + " FROM " + table.name() + " " + sql + end + ") " + alias,
                List.of(
                        new Col(alias + ".f", false),
                        new Col(alias + ".k", false),
                        new Col(alias + ".s", true),
                        new Col(alias + ".q", false)));
    }

    private static List<Col> columns(Table table, String alias) {
        return table.columns().stream()
                .filter(column -> !column.equals("t"))
                .map(column -> new Col(alias + "." + column, "smb".contains(column)))
                .toList();
    }

    private String alias() {
        return "t" + aliases++;
    }

    private String where(List<Col> columns) {
        int count = random.nextInt(4);
        return count == 0
                ? ""
                : " WHERE "
                        + IntStream.range(0, count)
                                .mapToObj(i -> condition(columns))
                                .collect(Collectors.joining(" AND "));
    }

    private String condition(List<Col> columns) {
        if (depth > 2) {
            return comparison(columns);
        }
        depth++;
        String condition = switch (random.nextInt(22)) {
            case 0 ->
                random.nextBoolean()
                        ? "(" + condition(columns) + " OR " + condition(columns) + ")"
                        : ofOneTable(columns);
            case 1 -> "(" + condition(columns) + " AND " + condition(columns) + ")";
            case 2 -> "NOT (" + condition(columns) + ")";
            case 3 -> any(columns).text() + " IS" + not() + " NULL";
            case 4 -> {
                boolean text = random.nextBoolean();
                yield "COALESCE(" + column(columns, text) + ", " + literal(text) + ") " + comparator() + " "
                        + literal(text);
            }
            case 5 ->
                "CASE WHEN " + condition(columns) + " THEN " + column(columns, false) + " ELSE " + number(1) + " END "
                        + comparator() + " " + number(2);
            case 6 -> in(columns);
            case 7 -> rows(columns);
            case 8 ->
                // H2 takes a row with a NULL for neither in a list nor not in it.
                depth == 1 ? rowIn(columns) : comparison(columns);
            case 9 -> {
                boolean text = random.nextBoolean();
                yield column(columns, text) + not() + " BETWEEN " + literal(text) + " AND " + literal(text);
            }
            case 10, 11 -> inQuery(columns);
            case 12 -> not() + " EXISTS (SELECT 1 FROM " + query() + ")";
            case 13 -> {
                Table table = tables.get(random.nextInt(tables.size()));
                String alias = alias();
                yield column(columns, false) + " " + comparator() + " (SELECT MAX("
                        + column(columns(table, alias), false) + ") FROM " + table.name() + " " + alias + ")";
            }
            case 14 -> {
                boolean text = random.nextBoolean();
                yield column(columns, text) + " IS" + not() + " DISTINCT FROM "
                        + (random.nextBoolean() ? column(columns, text) : literal(text));
            }
            case 15 -> random.nextInt(3) + " = " + random.nextInt(3);
            case 16 -> {
                String column = column(columns, false);
                yield column + " = " + number(2) + " AND " + column + " = " + number(2);
            }
            case 17 ->
                column(columns, true) + not() + " LIKE '"
                        + List.of("a%", "%", "b_", "a\\%", "a b%").get(random.nextInt(5)) + "'";
            case 18 -> literal(false) + " " + comparator() + " " + column(columns, false);
            default -> comparison(columns);
        };
        depth--;
        return condition;
    }

    /** Alternatives on two columns of one table, each of which may have a path by key. */
    private String ofOneTable(List<Col> columns) {
        Col one = any(columns);
        String alias = one.text().substring(0, one.text().indexOf('.') + 1);
        List<Col> same =
                columns.stream().filter(col -> col.text().startsWith(alias)).toList();
        return IntStream.rangeClosed(0, 1 + random.nextInt(2))
                .mapToObj(i -> {
                    Col col = any(same);
                    return col.text() + (random.nextInt(4) == 0 ? " IN (" + literal(col.isText()) + ", " : " = (")
                            + literal(col.isText()) + ")";
                })
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private String query() {
        Table table = tables.get(random.nextInt(tables.size()));
        String alias = alias();
        return table.name() + " " + alias + where(columns(table, alias));
    }

    private String inQuery(List<Col> columns) {
        boolean text = random.nextBoolean();
        Table table = tables.get(random.nextInt(tables.size()));
        String alias = alias();
        List<Col> inner = columns(table, alias);
        return column(columns, text) + not() + " IN (SELECT " + column(inner, text) + " FROM " + table.name() + " "
                + alias + where(inner) + ")";
    }

    private String in(List<Col> columns) {
        boolean text = random.nextBoolean();
        String list = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> literal(text))
                .collect(Collectors.joining(", "));
        return column(columns, text) + not() + " IN (" + list + ")";
    }

    private String rows(List<Col> columns) {
        boolean first = random.nextBoolean();
        boolean second = random.nextBoolean();
        return "(" + column(columns, first) + ", " + column(columns, second) + ") " + comparator() + " ("
                + literal(first) + ", " + literal(second) + ")";
    }

    private String rowIn(List<Col> columns) {
        boolean first = random.nextBoolean();
        boolean second = random.nextBoolean();
        String list = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> "(" + literal(first) + ", " + literal(second) + ")")
                .collect(Collectors.joining(", "));
        return "(" + column(columns, first) + ", " + column(columns, second) + ") IN (" + list + ")";
    }

    private String comparison(List<Col> columns) {
        boolean text = random.nextInt(3) == 0;
        return column(columns, text) + " " + comparator() + " "
                + (random.nextInt(3) == 0 ? column(columns, text) : literal(text));
    }

    private String expression(List<Col> columns, boolean text) {
        return switch (random.nextInt(4)) {
            case 0 -> "COALESCE(" + column(columns, text) + ", " + (text ? "'z'" : "7") + ")";
            case 1 -> "CASE WHEN " + column(columns, !text) + " IS NULL THEN " + column(columns, text) + " END";
            case 2 -> text ? column(columns, true) + " || 'q'" : column(columns, false) + " + 1";
            default -> column(columns, text);
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String column(List<Col> columns, boolean text) {
        List<Col> some = columns.stream().filter(col -> col.isText() == text).toList();
        return some.get(random.nextInt(some.size())).text();
    }

    private String comparator() {
        return COMPARATORS.get(random.nextInt(COMPARATORS.size()));
    }

    private String not() {
        return random.nextInt(3) == 0 ? " NOT" : "";
    }

    private String literal(boolean text) {
        return text ? textLiteral() : number(3);
    }

    private String textLiteral() {
        return "'" + TEXTS.get(random.nextInt(TEXTS.size())) + "'";
    }

    private String number(int kind) {
        return kind > 1 && random.nextInt(6) == 0
                ? List.of("0.5", "1.0", "2.00", "NULL", "-1", "1.25").get(random.nextInt(6))
                : String.valueOf(random.nextInt(4));
    }

    private String parameter(@Nullable Object value) {
        parameters.add(value);
        return "?";
    }
}
