package org.singletable.jdbc.differential;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes SELECTs of the whole dialect that both databases take. Left out is what H2 does otherwise than docs/sql.md says, and
 * what standard SQL leaves open:
 *
 * <ul>
 *   <li>arithmetic that may overflow, in conditions: which rows a condition is evaluated on is the engine's choice
 *   <li>LIMIT without an order of all rows
 *   <li>a bare {@code ?} as an operand of arithmetic or a function, whose type H2 guesses from more than the driver does
 * </ul>
 */
final class RandomQuery {
    private static final List<String> COMPARATORS = List.of("=", "=", "<>", "<", "<=", ">", ">=");
    private static final List<String> LIKE_PARTS = List.of("a", "b", "%", "_", "#", "é", "!%", "!_", "!!", "漢", "\n");
    private static final Set<Domain> IN_ROW_VALUES =
            Set.of(Domain.STRING, Domain.INT, Domain.LONG, Domain.DATE, Domain.UUID_TEXT);
    private static final Set<Domain> WITH_EQUAL_TEXTS =
            Set.of(Domain.STRING, Domain.SHORT_STRING, Domain.INT, Domain.LONG, Domain.MONEY);
    private static final int MAX_DEPTH = 3;
    private static final String MARK = "\u0001";

    private final RandomSchema schema;
    private final Random random;
    private final List<@Nullable Object> values = new ArrayList<>();
    private int aliases;

    /** How many values are being written around this place. */
    private int valuesOpen;

    private RandomQuery(RandomSchema schema, Random random) {
        this.schema = schema;
        this.random = random;
    }

    /**
     * @param parameters values of the {@code ?}
     * @param ordered whether the order of all rows is said
     */
    record Text(String sql, List<@Nullable Object> parameters, boolean ordered) {}

    /**
     * A column in the reach of a query.
     *
     * @param sql its qualified name
     * @param keys values that it has in some rows, empty where none are known
     */
    private record Visible(String sql, Domain domain, List<Object> keys) {}

    /** FROM: its text, the columns it brings, and those whose values tell all its rows apart. */
    private record From(String sql, List<Visible> columns, List<String> unique, List<String> joinKeys) {}

    static Text of(RandomSchema schema, Random random) {
        RandomQuery query = new RandomQuery(schema, random);
        return random.nextInt(12) == 0 ? query.union() : query.select();
    }

    private Text union() {
        List<Domain> domains = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> any(schema.tables().get(0).columns()).domain())
                .toList();
        String sql = IntStream.rangeClosed(0, 1 + random.nextInt(2))
                .mapToObj(i -> member(domains))
                .collect(Collectors.joining(" UNION ALL "));
        if (random.nextBoolean()) {
            return finish(sql, false);
        }
        String order = IntStream.rangeClosed(1, domains.size())
                .mapToObj(i -> i + direction())
                .collect(Collectors.joining(", "));
        return finish(sql + " ORDER BY " + order + limit(), true);
    }

    private String member(List<Domain> domains) {
        From from = table();
        String items = domains.stream().map(domain -> value(domain, from, 0)).collect(Collectors.joining(", "));
        return "SELECT " + items + " FROM " + from.sql() + where(from);
    }

    private Text select() {
        From from = from();
        return switch (random.nextInt(6)) {
            case 0 -> grouped(from);
            case 1 -> finish("SELECT " + aggregates(from) + " FROM " + from.sql() + where(from), false);
            case 2 -> distinct(from);
            default -> plain(from);
        };
    }

    private Text plain(From from) {
        boolean ordered = random.nextInt(2) == 0 && !from.unique().isEmpty();
        String items = random.nextInt(3) == 0 ? "*" : items(from);
        if (!ordered && random.nextInt(12) == 0) {
            items += ", " + overflowing(from);
        }
        StringBuilder sql = new StringBuilder("SELECT " + items + " FROM " + from.sql() + where(from));
        if (ordered) {
            List<String> keys = new ArrayList<>();
            int count = random.nextInt(3);
            for (int i = 0; i < count; i++) {
                keys.add(
                        random.nextInt(3) == 0
                                ? "COALESCE(" + any(from.columns()).sql() + ", NULL)"
                                : any(from.columns()).sql());
            }
            boolean oneWay = random.nextBoolean();
            String way = direction();
            keys.addAll(from.unique());
            sql.append(" ORDER BY ")
                    .append(keys.stream()
                            .map(key -> key + (oneWay ? way : direction()))
                            .collect(Collectors.joining(", ")))
                    .append(limit());
        }
        return finish(sql.toString(), ordered);
    }

    private Text distinct(From from) {
        List<String> items = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> value(any(from.columns()).domain(), from, 1))
                .toList();
        String sql = "SELECT DISTINCT " + named(items) + " FROM " + from.sql() + where(from);
        if (random.nextBoolean()) {
            return finish(sql, false);
        }
        String order = IntStream.rangeClosed(1, items.size())
                .mapToObj(i -> (random.nextBoolean() ? String.valueOf(i) : "x" + i) + direction())
                .collect(Collectors.joining(", "));
        return finish(sql + " ORDER BY " + order + limit(), true);
    }

    private Text grouped(From from) {
        // A group key without parameters or chance, since it stands twice in the statement.
        List<String> keys = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> groupKey(from))
                .toList();
        String sql = "SELECT " + named(keys) + ", " + aggregates(from) + " FROM " + from.sql() + where(from)
                + " GROUP BY " + String.join(", ", keys);
        if (random.nextInt(3) == 0) {
            sql += " HAVING " + having(from);
        }
        if (random.nextBoolean()) {
            return finish(sql, false);
        }
        String order = IntStream.rangeClosed(1, keys.size())
                .mapToObj(i -> (random.nextBoolean() ? keys.get(i - 1) : "x" + i) + direction())
                .collect(Collectors.joining(", "));
        return finish(sql + " ORDER BY " + order + limit(), true);
    }

    private String groupKey(From from) {
        Visible column = any(from.columns());
        return switch (random.nextInt(5)) {
            case 0 -> column.domain().isText() ? "UPPER(" + column.sql() + ")" : column.sql();
            case 1 -> column.domain() == Domain.INT ? "MOD(" + column.sql() + ", 3)" : "(" + column.sql() + " IS NULL)";
            default -> column.sql();
        };
    }

    private String having(From from) {
        return switch (random.nextInt(3)) {
            case 0 -> "COUNT(*) > " + random.nextInt(3);
            case 1 -> "MIN(" + sortable(from).sql() + ") IS NOT NULL";
            default -> "COUNT(DISTINCT " + any(from.columns()).sql() + ") < " + (1 + random.nextInt(4));
        };
    }

    private String aggregates(From from) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> aggregate(from) + " AS y" + i)
                .collect(Collectors.joining(", "));
    }

    private String aggregate(From from) {
        String aggregate = switch (random.nextInt(6)) {
            case 0 -> "COUNT(*)";
            case 1 -> "COUNT(" + distinctly() + any(from.columns()).sql() + ")";
            case 2 -> "SUM(" + distinctly() + number(from) + ")";
            case 3 -> "AVG(" + distinctly() + "MOD(" + wholeNumber(from) + ", 100))";
            case 4 -> "MIN(" + sortable(from).sql() + ")";
            default -> "MAX(" + sortable(from).sql() + ")";
        };
        return random.nextInt(4) == 0 ? aggregate + filter(from) : aggregate;
    }

    /** H2 takes a filter that it has found to be NULL for none: no NULL is written out in it. */
    private String filter(From from) {
        valuesOpen++;
        String filter = " FILTER (WHERE " + predicate(from, 2) + ")";
        valuesOpen--;
        return filter;
    }

    private String distinctly() {
        return random.nextInt(4) == 0 ? "DISTINCT " : "";
    }

    private Visible sortable(From from) {
        return any(from.columns());
    }

    /** A number whose sum stays within its type. */
    private String number(From from) {
        List<Visible> money = ofDomain(from, Domain.MONEY);
        return !money.isEmpty() && random.nextBoolean() ? any(money).sql() : "MOD(" + wholeNumber(from) + ", 1000)";
    }

    private String wholeNumber(From from) {
        List<Visible> whole = new ArrayList<>(ofDomain(from, Domain.INT));
        whole.addAll(ofDomain(from, Domain.LONG));
        return whole.isEmpty() ? "7" : any(whole).sql();
    }

    private String items(From from) {
        return named(IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> item(from))
                .toList());
    }

    private String item(From from) {
        Visible column = any(from.columns());
        if (random.nextInt(25) == 0) {
            From inner = table();
            Visible any = any(inner.columns());
            return "(SELECT " + any(List.of("MIN(", "MAX(", "COUNT(")) + any.sql() + ") FROM " + inner.sql()
                    + where(inner) + ")";
        }
        return random.nextInt(3) > 0 ? column.sql() : value(column.domain(), from, 0);
    }

    /** A value that may have no result: where all rows are wanted, both databases evaluate it on all. */
    private String overflowing(From from) {
        String number = wholeNumber(from);
        String other = wholeNumber(from);
        return switch (random.nextInt(4)) {
            case 0 -> "(" + number + " " + any(List.of("+", "-", "*")) + " " + other + ")";
            case 1 -> "(" + number + " / " + other + ")";
            case 2 -> "MOD(" + number + ", " + other + ")";
            default -> {
                // Times and binary values have other texts than in H2 (docs/functions.md).
                List<Visible> plain = from.columns().stream()
                        .filter(column -> WITH_EQUAL_TEXTS.contains(column.domain()))
                        .toList();
                yield plain.isEmpty()
                        ? "1"
                        : "CAST(" + any(plain).sql() + " AS " + any(List.of("INTEGER", "BIGINT", "VARCHAR")) + ")";
            }
        };
    }

    private static String named(List<String> items) {
        return IntStream.rangeClosed(1, items.size())
                .mapToObj(i -> items.get(i - 1) + " AS x" + i)
                .collect(Collectors.joining(", "));
    }

    private String direction() {
        String nulls = random.nextInt(4) == 0 ? random.nextBoolean() ? " NULLS FIRST" : " NULLS LAST" : "";
        return (random.nextInt(3) == 0 ? " DESC" : random.nextBoolean() ? " ASC" : "") + nulls;
    }

    private String limit() {
        return switch (random.nextInt(6)) {
            case 0 -> " LIMIT " + random.nextInt(6);
            case 1 -> " LIMIT " + random.nextInt(6) + " OFFSET " + random.nextInt(4);
            case 2 -> " OFFSET " + random.nextInt(4) + " ROWS FETCH NEXT " + random.nextInt(6) + " ROWS ONLY";
            default -> "";
        };
    }

    private From from() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> family();
            case 2 -> random.nextInt(3) == 0 ? joined(family(), table()) : joined(table(), table());
            case 3 -> random.nextInt(3) == 0 ? joined(table(), derived()) : derived();
            default -> table();
        };
    }

    private From table() {
        return table(any(schema.tables()));
    }

    private From table(RandomSchema.Table table) {
        String alias = "t" + aliases++;
        return new From(
                table.name() + (random.nextBoolean() ? " AS " : " ") + alias,
                table.columns().stream()
                        .map(column -> new Visible(
                                alias + "." + column.name(),
                                column.domain(),
                                table.key().contains(column) ? column.keys() : List.of()))
                        .toList(),
                table.key().stream().map(column -> alias + "." + column.name()).toList(),
                schema.tables().get(0).key().stream()
                        .map(column -> alias + "." + column.name())
                        .toList());
    }

    /** Parent and children, by the parent's key. */
    private From family() {
        From parent = table(schema.tables().get(0));
        From child = table(schema.tables().get(1));
        From first = random.nextInt(4) == 0 ? child : parent;
        From second = first == parent ? child : parent;
        String on = IntStream.range(0, parent.joinKeys().size())
                .mapToObj(
                        i -> first.joinKeys().get(i) + " = " + second.joinKeys().get(i))
                .collect(Collectors.joining(" AND "));
        return joined(first, second, on);
    }

    /** Any two tables, by columns of one domain or by any condition. */
    private From joined(From left, From right) {
        List<Visible> pairs = left.columns().stream()
                .filter(column -> !ofDomain(right, column.domain()).isEmpty())
                .toList();
        if (pairs.isEmpty()) {
            return left;
        }
        Visible one = any(pairs);
        String on = one.sql()
                + (random.nextInt(6) == 0 ? " < " : " = ")
                + any(ofDomain(right, one.domain())).sql();
        return joined(left, right, on);
    }

    private From joined(From left, From right, String on) {
        List<Visible> columns = new ArrayList<>(left.columns());
        columns.addAll(right.columns());
        // A derived table has no key that is known.
        List<String> unique = new ArrayList<>();
        if (!left.unique().isEmpty() && !right.unique().isEmpty()) {
            unique.addAll(left.unique());
            unique.addAll(right.unique());
        }
        From both = new From("", columns, unique, left.joinKeys());
        String condition = random.nextInt(4) == 0 ? on + " AND " + predicate(both, 1) : on;
        String kind = random.nextInt(3) == 0 ? " LEFT JOIN " : " JOIN ";
        return new From(left.sql() + kind + right.sql() + " ON " + condition, columns, unique, left.joinKeys());
    }

    private From derived() {
        From inner = random.nextInt(3) == 0 ? family() : table();
        String alias = "d" + aliases++;
        List<String> items = new ArrayList<>();
        List<Visible> columns = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Visible column = any(inner.columns());
            items.add((random.nextInt(4) == 0 ? derivedValue(column.domain(), inner) : column.sql()) + " AS z" + i);
            columns.add(new Visible(alias + ".z" + i, column.domain(), List.of()));
        }
        String distinct = random.nextInt(5) == 0 ? "DISTINCT " : "";
        String sql =
                "(SELECT " + distinct + String.join(", ", items) + " FROM " + inner.sql() + where(inner) + ") " + alias;
        return new From(sql, columns, List.of(), List.of());
    }

    /**
     * H2 converts the list of an IN, and what the query in one gives, to the type of the derived table's column and fails on what
     * that cannot hold, as it does for columns of tables: so the column has its domain's type and not that of, say, MOD(x, 1000).
     */
    private String derivedValue(Domain domain, From inner) {
        String value = value(domain, inner, 1);
        return domain == Domain.LONG ? "CAST(" + value + " AS BIGINT)" : value;
    }

    private String where(From from) {
        List<String> conjuncts = new ArrayList<>();
        List<Visible> keys = from.columns().stream()
                .filter(column -> !column.keys().isEmpty())
                .toList();
        if (!keys.isEmpty() && random.nextInt(2) == 0) {
            int count = 1 + random.nextInt(keys.size());
            for (Visible key : keys.subList(0, count)) {
                conjuncts.add(keyTest(key));
            }
            if (random.nextInt(6) == 0) {
                conjuncts = new ArrayList<>(List.of("(" + String.join(" AND ", conjuncts) + " OR "
                        + keys.subList(0, count).stream().map(this::keyTest).collect(Collectors.joining(" AND "))
                        + ")"));
            }
        }
        // H2 does not convert the text of a UUID or instant inside a row value, nor decimals of other scales, nor
        // always
        // the values of several tables.
        List<Visible> plain = keys.stream()
                .filter(key -> IN_ROW_VALUES.contains(key.domain()))
                .filter(key -> key.sql().startsWith(keys.get(0).sql().replaceAll("\\..*", "\\.")))
                .toList();
        if (plain.size() > 1 && random.nextInt(5) == 0) {
            conjuncts.add(rows(plain));
        }
        if (random.nextInt(2) == 0) {
            conjuncts.add(predicate(from, 0));
        }
        return conjuncts.isEmpty() ? "" : " WHERE " + String.join(" AND ", conjuncts);
    }

    private String keyTest(Visible key) {
        Object value = random.nextInt(8) == 0 ? key.domain().any(random) : any(key.keys());
        return switch (random.nextInt(8)) {
            case 0 -> key.sql() + " IN (" + operand(any(key.keys())) + ", " + operand(any(key.keys())) + ")";
            case 1 -> key.sql() + " " + any(COMPARATORS) + " " + operand(value);
            case 2 -> key.sql() + " BETWEEN " + operand(any(key.keys())) + " AND " + operand(any(key.keys()));
            case 3 ->
                key.domain().isText()
                        ? key.sql() + " LIKE " + operand(pattern()) + " ESCAPE '!'"
                        : operand(value) + " = " + key.sql();
            default -> key.sql() + " = " + operand(value);
        };
    }

    private String rows(List<Visible> keys) {
        List<Visible> some = keys.subList(0, Math.min(keys.size(), 2 + random.nextInt(2)));
        String names = some.stream().map(Visible::sql).collect(Collectors.joining(", ", "(", ")"));
        if (random.nextBoolean()) {
            String list = IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(i -> row(some))
                    .collect(Collectors.joining(", "));
            return names + (random.nextInt(5) == 0 ? " NOT IN (" : " IN (") + list + ")";
        }
        return names + " " + any(COMPARATORS) + " " + row(some);
    }

    private String row(List<Visible> columns) {
        return columns.stream()
                .map(column -> "CAST(" + Domain.literal(any(column.keys())) + " AS "
                        + column.domain().h2Type() + ")")
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private String predicate(From from, int depth) {
        if (depth < MAX_DEPTH && random.nextInt(3) == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> "NOT (" + predicate(from, depth + 1) + ")";
                case 1 -> "(" + predicate(from, depth + 1) + " OR " + predicate(from, depth + 1) + ")";
                default -> "(" + predicate(from, depth + 1) + " AND " + predicate(from, depth + 1) + ")";
            };
        }
        return test(any(from.columns()), from, depth);
    }

    private String test(Visible column, From from, int depth) {
        String not = random.nextInt(3) == 0 ? " NOT" : "";
        String name = column.sql();
        return switch (random.nextInt(13)) {
            case 0 -> name + " IS" + not + " NULL";
            case 1 -> name + not + " BETWEEN " + comparand(column) + " AND " + comparand(column);
            case 2 -> name + not + " IN (" + list(column) + ")";
            case 3, 4 ->
                column.domain().isText()
                        ? name + not + like()
                        : name + " " + any(COMPARATORS) + " "
                                + any(ofDomain(from, column.domain())).sql();
            case 5 ->
                name + " IS" + not + " DISTINCT FROM "
                        + any(ofDomain(from, column.domain())).sql();
            case 6 -> value(column.domain(), from, 1) + " " + any(COMPARATORS) + " " + value(column.domain(), from, 1);
            case 7 -> depth == 0 ? subquery(column, not) : name + " IS" + not + " NULL";
            default ->
                random.nextInt(5) == 0
                        ? comparand(column) + " " + any(COMPARATORS) + " " + name
                        : name + " " + any(COMPARATORS) + " " + comparand(column);
        };
    }

    /** H2 fails on ILIKE of an empty pattern. */
    private String like() {
        String operator = random.nextInt(4) == 0 ? " ILIKE " : " LIKE ";
        return operator + operand(operator.equals(" ILIKE ") ? "a" + pattern() : pattern()) + " ESCAPE '!'";
    }

    private String subquery(Visible column, String not) {
        From inner = table();
        List<Visible> same = ofDomain(inner, column.domain());
        if (same.isEmpty() || random.nextInt(4) == 0) {
            return not + " EXISTS (SELECT 1 FROM " + inner.sql() + where(inner) + ")";
        }
        String item = any(same).sql();
        if (random.nextBoolean()) {
            return column.sql() + not + " IN (SELECT " + item + " FROM " + inner.sql() + where(inner) + ")";
        }
        String aggregate = random.nextBoolean() ? "MIN(" : "MAX(";
        return column.sql() + " " + any(COMPARATORS) + " (SELECT " + aggregate + item + ") FROM " + inner.sql()
                + where(inner) + ")";
    }

    /** A value of a domain that no row can make overflow. */
    private String value(Domain domain, From from, int depth) {
        valuesOpen++;
        String value = openValue(domain, from, depth);
        valuesOpen--;
        return value;
    }

    private String openValue(Domain domain, From from, int depth) {
        List<Visible> columns = ofDomain(from, domain);
        if (columns.isEmpty()) {
            return literal(domain);
        }
        String column = any(columns).sql();
        if (depth >= MAX_DEPTH || random.nextInt(3) == 0) {
            return random.nextInt(4) == 0 ? literal(domain) : column;
        }
        return switch (random.nextInt(3)) {
            case 0 ->
                "CASE WHEN " + predicate(from, depth + 1) + " THEN " + value(domain, from, depth + 1)
                        + (random.nextInt(3) == 0 ? "" : " ELSE " + value(domain, from, depth + 1)) + " END";
            case 1 ->
                random.nextBoolean()
                        ? "COALESCE(" + column + ", " + value(domain, from, depth + 1) + ")"
                        : "NULLIF(" + column + ", " + value(domain, from, depth + 1) + ")";
            default -> function(domain, column, from, depth + 1);
        };
    }

    /** With its type, which of some domains a bare literal does not have. */
    private String literal(Domain domain) {
        Object value = domain.ofType(random);
        if (domain == Domain.DECIMAL && value instanceof BigDecimal number) {
            return number.unscaledValue() + "E" + -number.scale();
        }
        String literal = Domain.literal(value);
        return domain == Domain.LONG || domain == Domain.INSTANT || domain == Domain.UUID_TEXT
                ? "CAST(" + literal + " AS " + domain.h2Type().replace("(9)", "") + ")"
                : literal;
    }

    private String function(Domain domain, String column, From from, int depth) {
        return switch (domain) {
            case STRING, SHORT_STRING -> textFunction(column, from, depth);
            case INT -> intFunction(column, from, depth);
            case LONG ->
                any(List.of(
                        "(MOD(" + column + ", 1000) * " + random.nextInt(9) + ")",
                        "CAST(MOD(" + column + ", 77) AS BIGINT)"));
            case MONEY ->
                any(List.of(
                        "(" + column + " + " + value(domain, from, depth) + ")",
                        "(" + column + " * 3)",
                        "ABS(" + column + ")",
                        "ROUND(" + column + ", 1)",
                        "CEIL(" + column + ")",
                        "FLOOR(" + column + ")",
                        "-(" + column + ")"));
            case DOUBLE -> any(List.of("ABS(" + column + ")", "-(" + column + ")"));
            default ->
                (random.nextBoolean() ? "GREATEST(" : "LEAST(") + column + ", " + value(domain, from, depth) + ")";
        };
    }

    private String textFunction(String column, From from, int depth) {
        int start = 1 + random.nextInt(3);
        int length = random.nextInt(4);
        return switch (random.nextInt(11)) {
            case 0 -> "UPPER(" + column + ")";
            case 1 -> "LOWER(" + column + ")";
            case 2 -> "(" + column + " || " + value(Domain.STRING, from, depth) + ")";
            case 3 -> "CONCAT(" + column + ", '-', " + value(Domain.STRING, from, depth) + ")";
            case 4 -> "SUBSTRING(" + column + " FROM " + start + " FOR " + length + ")";
            case 5 -> "SUBSTRING(" + column + ", " + start + ")";
            case 6 -> "TRIM(" + column + ")";
            case 7 -> "TRIM(" + any(List.of("LEADING", "TRAILING", "BOTH")) + " 'a' FROM " + column + ")";
            case 8 -> "REPLACE(" + column + ", 'a', " + any(List.of("'x'", "''", "'aa'")) + ")";
            case 9 -> "CAST(" + wholeNumber(from) + " AS VARCHAR(30))";
            default -> "CAST(" + column + " AS VARCHAR(" + (1 + random.nextInt(4)) + "))";
        };
    }

    private String intFunction(String column, From from, int depth) {
        String text = value(Domain.STRING, from, depth);
        return switch (random.nextInt(7)) {
            case 0 -> "CHAR_LENGTH(" + text + ")";
            case 1 -> "POSITION('a' IN " + text + ")";
            case 2 -> "(MOD(" + column + ", 100) + " + random.nextInt(10) + ")";
            case 3 -> "(MOD(" + column + ", 100) - " + random.nextInt(10) + ")";
            case 4 -> "(" + column + " / " + (2 + random.nextInt(7)) + ")";
            case 5 -> "MOD(" + column + ", " + (1 + random.nextInt(9)) + ")";
            default -> {
                List<Visible> dates = ofDomain(from, Domain.DATE);
                yield dates.isEmpty()
                        ? column
                        : "EXTRACT(" + any(List.of("YEAR", "MONTH", "DAY")) + " FROM "
                                + any(dates).sql() + ")";
            }
        };
    }

    private String list(Visible column) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i ->
                        operand(random.nextInt(15) == 0 ? null : column.domain().ofType(random)))
                .collect(Collectors.joining(", "));
    }

    private String pattern() {
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> any(LIKE_PARTS))
                .collect(Collectors.joining());
    }

    private String comparand(Visible column) {
        return operand(random.nextInt(15) == 0 ? null : column.domain().comparand(random));
    }

    private static List<Visible> ofDomain(From from, Domain domain) {
        return from.columns().stream()
                .filter(column -> column.domain() == domain)
                .toList();
    }

    /** A value as literal or as parameter: a mark, since the parts of a statement are not written in their order. */
    private String operand(@Nullable Object value) {
        // What H2 has found to be NULL, it gives another type: in a value no NULL is written out.
        if (random.nextBoolean() || value == null && valuesOpen > 0) {
            values.add(value);
            return MARK + (values.size() - 1) + MARK;
        }
        return value == null ? "NULL" : Domain.literal(value);
    }

    /** The statement with each mark as a parameter. */
    private Text finish(String marked, boolean ordered) {
        StringBuilder sql = new StringBuilder();
        List<@Nullable Object> parameters = new ArrayList<>();
        String[] parts = marked.split(MARK, -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 0) {
                sql.append(parts[i]);
            } else {
                sql.append('?');
                parameters.add(values.get(Integer.parseInt(parts[i])));
            }
        }
        return new Text(sql.toString(), parameters, ordered);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
