package org.singletable.jdbc.exec.rows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.plan.SortKey;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.SqlType;

/**
 * Random rows of two tables and a random query on them, as a plan and as SQL. Both tables have columns {@code x int, n
 * decimal, d string} of digits, and {@code s string}; those of {@code l} are the slots 0 to 3, those of {@code r} 4 to 7.
 */
final class RandomQuery {
    static final List<SqlType> TYPES = List.of(SqlType.INT, SqlType.decimal(10, 2), SqlType.STRING, SqlType.STRING);
    private static final int WIDTH = 8;
    private static final List<String> NAMES = List.of("l.x", "l.n", "l.d", "l.s", "r.x", "r.n", "r.d", "r.s");
    private static final List<String> TEXTS = List.of("", "a", "A", "b", "ab", "aB", "é", "É", "ß", "a%");
    private static final List<String> DIGITS = List.of("0", "1", "01", "2", "02");
    private static final List<String> PATTERNS = List.of("%", "a%", "_", "%b", "A_", "é", "ß", "", "%%a", "x");

    private final Random random;
    private final List<String> queryTexts = new ArrayList<>();
    private final BoundSql sql = new BoundSql(NAMES, queryTexts);

    final List<Object[]> left = new ArrayList<>();
    final List<Object[]> right = new ArrayList<>();
    final List<Rel> subqueries = new ArrayList<>();
    private boolean ordered;
    private Rel rel;
    private String text;

    RandomQuery(Random random) {
        this.random = random;
        fill(left);
        fill(right);
        build();
    }

    Rel rel() {
        return rel;
    }

    String sql() {
        return text;
    }

    /** Whether the order of the rows is part of the answer. */
    boolean isOrdered() {
        return ordered;
    }

    private void fill(List<Object[]> rows) {
        for (int n = random.nextInt(8); n > 0; n--) {
            Object[] row = new Object[TYPES.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = value(i);
            }
            rows.add(row);
        }
    }

    private Object value(int column) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        return switch (column) {
            case 0 -> random.nextInt(4);
            case 1 -> BigDecimal.valueOf(random.nextInt(8) * 50L, 2);
            case 2 -> pick(DIGITS);
            default -> pick(TEXTS);
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void build() {
        boolean join = random.nextBoolean();
        int columns = join ? WIDTH : TYPES.size();
        rel = Rels.frames(TYPES, left, 0, WIDTH);
        text = "l";
        if (join) {
            join();
        }
        if (random.nextBoolean()) {
            BoundExpr condition = predicate(3, columns);
            rel = new Rel.Filter(rel, List.of(condition));
            text += " WHERE " + sql.of(condition);
        }
        finish(columns);
    }

    private void join() {
        boolean outer = random.nextBoolean();
        List<BoundExpr> leftKeys = new ArrayList<>();
        List<BoundExpr> rightKeys = new ArrayList<>();
        List<BoundExpr> condition = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            // Numbers and digits compare with each other, texts with texts.
            boolean numbers = random.nextInt(3) > 0;
            BoundExpr a = slot(numbers ? random.nextInt(3) : 3);
            BoundExpr b = slot(TYPES.size() + (numbers ? random.nextInt(3) : 3));
            leftKeys.add(a);
            rightKeys.add(b);
            condition.add(Rels.equal(a, b));
        }
        if (condition.isEmpty() || random.nextInt(3) == 0) {
            condition.add(predicate(1, WIDTH));
        }
        Rel input = Rels.frames(TYPES, right, TYPES.size(), WIDTH);
        rel = new Rel.HashJoin(rel, input, outer, leftKeys, rightKeys, condition, rel.estimate());
        text += (outer ? " LEFT JOIN r ON " : " JOIN r ON ")
                + condition.stream().map(sql::of).collect(Collectors.joining(" AND "));
    }

    private void finish(int columns) {
        List<BoundExpr> outputs = new ArrayList<>();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            outputs.add(slot(random.nextInt(columns)));
        }
        String list = outputs.stream().map(sql::of).collect(Collectors.joining(", "));
        switch (random.nextInt(4)) {
            case 0 -> {
                rel = new Rel.Distinct(new Rel.Project(rel, outputs));
                text = "SELECT DISTINCT " + list + " FROM " + text;
            }
            case 1 -> {
                BoundExpr argument = slot(random.nextInt(columns));
                BoundExpr filter = random.nextBoolean() ? predicate(1, columns) : null;
                boolean distinct = random.nextBoolean();
                rel = new Rel.Aggregate(
                        rel, outputs, List.of(new Rel.AggregateCall(TestAggregates.COUNT, distinct, argument, filter)));
                text = "SELECT " + list + ", COUNT(" + (distinct ? "DISTINCT " : "") + sql.of(argument) + ")"
                        + (filter == null ? "" : " FILTER (WHERE " + sql.of(filter) + ")") + " FROM " + text
                        + " GROUP BY " + list;
                outputs.add(Rels.slot(outputs.size(), SqlType.LONG));
            }
            default -> {
                rel = new Rel.Project(rel, outputs);
                text = "SELECT " + list + " FROM " + text;
            }
        }
        if (random.nextBoolean()) {
            order(outputs);
        }
    }

    /** By all columns, so that only equal rows may change places. */
    private void order(List<BoundExpr> outputs) {
        List<SortKey> keys = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            boolean descending = random.nextBoolean();
            boolean nullsFirst = random.nextBoolean();
            keys.add(new SortKey(Rels.slot(i, outputs.get(i).type()), descending, nullsFirst));
            texts.add((i + 1) + (descending ? " DESC" : " ASC") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST"));
        }
        rel = new Rel.Sort(rel, keys);
        text += " ORDER BY " + String.join(", ", texts);
        ordered = true;
        if (random.nextBoolean()) {
            long limit = random.nextInt(6);
            long offset = random.nextInt(4);
            rel = new Rel.Limit(rel, Rels.constant(limit, SqlType.LONG), Rels.constant(offset, SqlType.LONG));
            text += " LIMIT " + limit + " OFFSET " + offset;
        }
    }

    private BoundExpr slot(int slot) {
        return Rels.slot(slot, TYPES.get(slot % TYPES.size()));
    }

    /** @param columns the first of which may occur */
    private BoundExpr predicate(int depth, int columns) {
        if (depth > 0 && random.nextInt(3) > 0) {
            List<BoundExpr> operands = List.of(predicate(depth - 1, columns), predicate(depth - 1, columns));
            return switch (random.nextInt(3)) {
                case 0 -> new BoundExpr.And(operands);
                case 1 -> new BoundExpr.Or(operands);
                default -> new BoundExpr.Not(operands.get(0));
            };
        }
        boolean negated = random.nextBoolean();
        return switch (random.nextInt(11)) {
            case 0 -> new BoundExpr.IsNull(slot(random.nextInt(columns)), negated);
            case 1 -> new BoundExpr.In(number(columns), numbers(columns), negated);
            case 2 ->
                new BoundExpr.Like(textOf(columns), constant(3, pick(PATTERNS)), null, random.nextBoolean(), negated);
            case 3 -> new BoundExpr.IsDistinct(number(columns), number(columns), negated);
            case 4 -> new BoundExpr.IsDistinct(textOf(columns), textOf(columns), negated);
            case 5 -> new BoundExpr.RowComparison(comparator(), row(columns), row(columns));
            case 6 -> new BoundExpr.RowIn(notNullRow(columns), rows(columns), negated);
            case 7 -> new BoundExpr.Comparison(comparator(), textOf(columns), textOf(columns));
            case 8 ->
                new BoundExpr.InQuery(
                        List.of(number(columns)), query(List.of(slot(4))), negated, List.of(slot(4).type()));
            case 9 ->
                random.nextBoolean()
                        ? new BoundExpr.InQuery(
                                notNullRow(columns),
                                query(notNull(List.of(slot(5), slot(7)))),
                                negated,
                                List.of(slot(5).type(), slot(7).type()))
                        : new BoundExpr.Exists(query(List.of(slot(4))));
            default -> new BoundExpr.Comparison(comparator(), number(columns), number(columns));
        };
    }

    private Comparator comparator() {
        return Comparator.values()[random.nextInt(Comparator.values().length)];
    }

    private List<BoundExpr> row(int columns) {
        return List.of(number(columns), textOf(columns));
    }

    private List<BoundExpr> notNullRow(int columns) {
        return notNull(row(columns));
    }

    /** Rows to look for. Of constants only, H2 makes a set, and calls IN unknown wherever a field in it is NULL. */
    private List<List<BoundExpr>> rows(int columns) {
        List<List<BoundExpr>> rows = List.of(row(columns), row(columns));
        boolean constants = rows.stream().flatMap(List::stream).allMatch(BoundExpr.Constant.class::isInstance);
        return constants ? rows.stream().map(RandomQuery::notNull).toList() : rows;
    }

    /**
     * H2 calls IN unknown wherever a field of its operand is NULL, or one of the query's rows, unlike the standard, which
     * asks whether another field differs.
     */
    private static List<BoundExpr> notNull(List<BoundExpr> row) {
        return List.of(
                new BoundExpr.Coalesce(List.of(row.get(0), constant(0, 1)), SqlType.DECIMAL),
                new BoundExpr.Coalesce(List.of(row.get(1), constant(3, "a")), SqlType.STRING));
    }

    private List<BoundExpr> numbers(int columns) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> number(columns))
                .toList();
    }

    /** An operand that is a number, x or n of a table. */
    private BoundExpr number(int columns) {
        BoundExpr column = slot(4 * random.nextInt(columns / 4) + random.nextInt(2));
        return switch (random.nextInt(6)) {
            case 0 -> constant(0, value(0));
            case 1 -> constant(1, value(1));
            case 2 -> new BoundExpr.Coalesce(List.of(slot(0), constant(0, random.nextInt(3))), SqlType.INT);
            case 3 ->
                new BoundExpr.Case(
                        List.of(new BoundExpr.When(new BoundExpr.IsNull(column, random.nextBoolean()), slot(0))),
                        random.nextBoolean() ? constant(0, value(0)) : null,
                        SqlType.INT);
            default -> column;
        };
    }

    private BoundExpr textOf(int columns) {
        return random.nextInt(3) == 0 ? constant(3, value(3)) : slot(4 * random.nextInt(columns / 4) + 3);
    }

    private static BoundExpr constant(int column, Object value) {
        return Rels.constant(value, TYPES.get(column));
    }

    /** A query on r, of columns of r. */
    private int query(List<BoundExpr> outputs) {
        BoundExpr condition = new BoundExpr.Comparison(comparator(), slot(4), constant(0, random.nextInt(4)));
        Rel rows = new Rel.Filter(Rels.frames(TYPES, right, TYPES.size(), WIDTH), List.of(condition));
        subqueries.add(new Rel.Project(rows, outputs));
        queryTexts.add("(SELECT " + outputs.stream().map(sql::of).collect(Collectors.joining(", ")) + " FROM r WHERE "
                + sql.of(condition) + ")");
        return subqueries.size() - 1;
    }
}
