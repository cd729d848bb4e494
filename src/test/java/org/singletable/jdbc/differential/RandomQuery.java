package org.singletable.jdbc.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.differential.From.Visible;

/**
 * Writes SELECTs of the whole dialect that both databases take. Left out is what H2 does otherwise than docs/sql.md says, and
 * what standard SQL leaves open:
 *
 * <ul>
 *   <li>LIMIT without an order of all rows
 *   <li>a bare {@code ?} as an operand of arithmetic or a function, whose type H2 guesses from more than the driver does
 * </ul>
 */
final class RandomQuery {
    private static final Set<Domain> WITH_EQUAL_TEXTS =
            Set.of(Domain.STRING, Domain.SHORT_STRING, Domain.INT, Domain.LONG, Domain.MONEY);

    private final RandomSchema schema;
    private final Random random;
    private final Marks marks = new Marks();
    private final RandomExpressions expressions;

    private RandomQuery(RandomSchema schema, Random random) {
        this.schema = schema;
        this.random = random;
        this.expressions = new RandomExpressions(schema, random, marks);
    }

    /**
     * @param parameters values of the {@code ?}
     * @param ordered whether the order of all rows is said
     */
    record Text(String sql, List<@Nullable Object> parameters, boolean ordered) {}

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
        From from = expressions.table();
        String items = domains.stream()
                .map(domain -> expressions.value(domain, from, 0))
                .collect(Collectors.joining(", "));
        return "SELECT " + items + " FROM " + from.sql() + expressions.where(from);
    }

    private Text select() {
        From from = from();
        return switch (random.nextInt(6)) {
            case 0 -> grouped(from);
            case 1 -> finish("SELECT " + aggregates(from) + " FROM " + from.sql() + expressions.where(from), false);
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
        StringBuilder sql = new StringBuilder("SELECT " + items + " FROM " + from.sql() + expressions.where(from));
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
                .mapToObj(i -> expressions.value(any(from.columns()).domain(), from, 1))
                .toList();
        String sql = "SELECT DISTINCT " + named(items) + " FROM " + from.sql() + expressions.where(from);
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
        String sql = "SELECT " + named(keys) + ", " + aggregates(from) + " FROM " + from.sql() + expressions.where(from)
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
            case 3 -> "AVG(" + distinctly() + "MOD(" + expressions.wholeNumber(from) + ", 100))";
            case 4 -> "MIN(" + sortable(from).sql() + ")";
            default -> "MAX(" + sortable(from).sql() + ")";
        };
        return random.nextInt(4) == 0 ? aggregate + filter(from) : aggregate;
    }

    /** H2 takes a filter that it has found to be NULL for none. */
    private String filter(From from) {
        return " FILTER (WHERE " + expressions.conditionWithoutNull(from) + ")";
    }

    private String distinctly() {
        return random.nextInt(4) == 0 ? "DISTINCT " : "";
    }

    private Visible sortable(From from) {
        return any(from.columns());
    }

    /** A number whose sum stays within its type. */
    private String number(From from) {
        List<Visible> money = from.ofDomain(Domain.MONEY);
        return !money.isEmpty() && random.nextBoolean()
                ? any(money).sql()
                : "MOD(" + expressions.wholeNumber(from) + ", 1000)";
    }

    private String items(From from) {
        return named(IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> item(from))
                .toList());
    }

    private String item(From from) {
        Visible column = any(from.columns());
        if (random.nextInt(25) == 0) {
            From inner = expressions.table();
            Visible any = any(inner.columns());
            return "(SELECT " + any(List.of("MIN(", "MAX(", "COUNT(")) + any.sql() + ") FROM " + inner.sql()
                    + expressions.where(inner) + ")";
        }
        return random.nextInt(3) > 0 ? column.sql() : expressions.value(column.domain(), from, 0);
    }

    /** A value that may have no result: where all rows are wanted, both databases evaluate it on all. */
    private String overflowing(From from) {
        String number = expressions.wholeNumber(from);
        String other = expressions.wholeNumber(from);
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
            case 2 ->
                random.nextInt(3) == 0
                        ? joined(family(), expressions.table())
                        : joined(expressions.table(), expressions.table());
            case 3 -> random.nextInt(3) == 0 ? joined(expressions.table(), derived()) : derived();
            default -> expressions.table();
        };
    }

    /** Parent and children, by the parent's key. */
    private From family() {
        From parent = expressions.table(schema.tables().get(0));
        From child = expressions.table(schema.tables().get(1));
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
                .filter(column -> !right.ofDomain(column.domain()).isEmpty())
                .toList();
        if (pairs.isEmpty()) {
            return left;
        }
        Visible one = any(pairs);
        String on = one.sql()
                + (random.nextInt(6) == 0 ? " < " : " = ")
                + any(right.ofDomain(one.domain())).sql();
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
        String condition = random.nextInt(4) == 0 ? on + " AND " + expressions.predicate(both, 1) : on;
        String kind = random.nextInt(3) == 0 ? " LEFT JOIN " : " JOIN ";
        return new From(left.sql() + kind + right.sql() + " ON " + condition, columns, unique, left.joinKeys());
    }

    private From derived() {
        From inner = random.nextInt(3) == 0 ? family() : expressions.table();
        String alias = expressions.alias("d");
        List<String> items = new ArrayList<>();
        List<Visible> columns = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Visible column = any(inner.columns());
            items.add((random.nextInt(4) == 0 ? derivedValue(column.domain(), inner) : column.sql()) + " AS z" + i);
            columns.add(new Visible(alias + ".z" + i, column.domain(), List.of()));
        }
        String distinct = random.nextInt(5) == 0 ? "DISTINCT " : "";
        String sql = "(SELECT " + distinct + String.join(", ", items) + " FROM " + inner.sql()
                + expressions.where(inner) + ") " + alias;
        return new From(sql, columns, List.of(), List.of());
    }

    /**
     * H2 converts the list of an IN, and what the query in one gives, to the type of the derived table's column and fails on what
     * that cannot hold, as it does for columns of tables: so the column has its domain's type and not that of, say, MOD(x, 1000).
     */
    private String derivedValue(Domain domain, From inner) {
        String value = expressions.value(domain, inner, 1);
        return domain == Domain.LONG ? "CAST(" + value + " AS BIGINT)" : value;
    }

    private Text finish(String marked, boolean ordered) {
        Marks.Text text = marks.finish(marked);
        return new Text(text.sql(), text.parameters(), ordered);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
