package org.singletable.jdbc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.TemplatePart;
import org.singletable.jdbc.plan.BoundExpr.ColumnValue;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.type.Comparison;

/** Random conditions: whatever path is chosen, it leads to every row that the condition is true of. */
class AccessPropertyTest {
    private static final int CONDITIONS = 2_000;
    private static final int ROWS = 60;
    private static final List<String> TEXTS = List.of("a", "ab", "b", "c#d");
    private static final List<Integer> NUMBERS = List.of(-1, 0, 5, 400, 1000);
    private static final List<BigDecimal> DECIMALS =
            List.of(new BigDecimal("-1.5"), BigDecimal.ZERO, new BigDecimal("10.00"), new BigDecimal("10.5"));

    private final Blocks blocks = new Blocks(Blocks.PATHS);
    private final Source thing = blocks.table("thing");
    private final Entity entity = thing.entity();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyWantedRowIsOnThePath(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < CONDITIONS; i++) {
            List<BoundExpr> where = conditions(random);
            List<SortKey> order = order(random);
            FromPlanner.Planned planned = blocks.plan(Blocks.of(thing), where, order);
            Rel.Read read = (Rel.Read) planned.rel();
            boolean union = read.access() instanceof Access.Union;
            seen.merge(union ? "union" : PathText.of(read).split(" ")[0], 1, Integer::sum);
            List<Map<Column, Object>> found = new ArrayList<>();
            for (int r = 0; r < ROWS; r++) {
                Map<Column, Object> row = row(random);
                if (where.stream().allMatch(conjunct -> Boolean.TRUE.equals(test(conjunct, row)))) {
                    found.add(row);
                    assertThat(leadsTo(read.access(), row))
                            .as("seed %d, condition %d: %s to %s of %s", seed, i, PathText.of(read), row, where)
                            .isTrue();
                }
            }
            if (planned.ordered() && read.access() instanceof Access.ByQuery query) {
                assertOrdered(query, found, order, "seed " + seed + ", condition " + i + ": " + where);
            }
            assertThat(read.residual()).as("every conjunct is evaluated again").containsAll(Conjuncts.flatten(where));
        }
        assertThat(seen.keySet())
                .as("paths of seed %d", seed)
                .contains("key", "table", "wide", "slim", "near", "scan", "union");
    }

    private Column column(String name) {
        return entity.findColumn(name).orElseThrow();
    }

    private Map<Column, Object> row(Random random) {
        Map<Column, Object> row = new LinkedHashMap<>();
        for (Column column : entity.columns()) {
            if (column.notNull() || random.nextInt(4) > 0) {
                row.put(column, randomValue(column, random));
            }
        }
        return row;
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static Object randomValue(Column column, Random random) {
        return switch (column.type().kind()) {
            case STRING -> any(TEXTS, random);
            case INT -> any(NUMBERS, random);
            case DECIMAL -> any(DECIMALS, random);
            default -> throw new IllegalStateException("no values of " + column.type());
        };
    }

    private List<BoundExpr> conditions(Random random) {
        List<BoundExpr> conditions = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            conditions.add(condition(random, 3));
        }
        if (random.nextInt(5) == 0) {
            conditions.add(Blocks.or(equality(any(List.of("h", "k"), random), random), equality("t", random)));
        } else if (random.nextInt(3) > 0) {
            conditions.add(equality(any(List.of("h", "k", "t", "h"), random), random));
        }
        return conditions;
    }

    private BoundExpr equality(String name, Random random) {
        return Blocks.eq(Blocks.column(thing, name), constant(column(name), random));
    }

    private BoundExpr constant(Column column, Random random) {
        return new Constant(randomValue(column, random), column.type().withoutLimit());
    }

    private List<SortKey> order(Random random) {
        List<SortKey> order = new ArrayList<>();
        boolean descending = random.nextBoolean();
        for (int i = random.nextInt(4); i > 0; i--) {
            Column column = column(any(List.of("s", "n", "d", "h", "a", "k"), random));
            boolean nullsFirst = random.nextInt(5) > 0 ? !descending : descending;
            order.add(new SortKey(thing.value(column), descending, nullsFirst));
        }
        return order;
    }

    private BoundExpr condition(Random random, int depth) {
        Column column = any(entity.columns(), random);
        ColumnValue value = thing.value(column);
        switch (random.nextInt(depth > 0 ? 11 : 6)) {
            case 0, 1:
                return Blocks.eq(value, constant(column, random));
            case 2:
                return new BoundExpr.In(
                        value, List.of(constant(column, random), constant(column, random)), random.nextInt(4) == 0);
            case 3, 4:
                return Blocks.compare(value, any(List.of(Expr.Comparator.values()), random), constant(column, random));
            case 5:
                return new BoundExpr.IsNull(value, random.nextBoolean());
            case 6:
                return Blocks.startsWith(Blocks.column(thing, "s"), Blocks.value(any(TEXTS, random)));
            case 7:
                return row(random, random.nextBoolean());
            case 8:
                return new BoundExpr.Not(condition(random, depth - 1));
            case 9:
                return Blocks.and(condition(random, depth - 1), condition(random, depth - 1));
            default:
                return Blocks.or(condition(random, depth - 1), condition(random, depth - 1));
        }
    }

    private BoundExpr row(Random random, boolean list) {
        List<Column> columns = any(
                List.of(
                        List.of(column("s"), column("n")),
                        List.of(column("h"), column("s")),
                        List.of(column("d"), column("s"))),
                random);
        List<BoundExpr> operands = columns.stream().<BoundExpr>map(thing::value).toList();
        List<List<BoundExpr>> rows = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            rows.add(columns.stream().map(column -> constant(column, random)).toList());
        }
        return list
                ? new BoundExpr.RowIn(operands, rows, false)
                : new BoundExpr.RowComparison(any(List.of(Expr.Comparator.values()), random), operands, rows.get(0));
    }

    /** SQL's three truth values; null is UNKNOWN. */
    private static Boolean test(BoundExpr condition, Map<Column, Object> row) {
        if (condition instanceof BoundExpr.Comparison comparison) {
            Object left = value(comparison.left(), row);
            Object right = value(comparison.right(), row);
            return left == null || right == null
                    ? null
                    : (Boolean) comparison.comparator().holds(Comparison.compare(left, right));
        } else if (condition instanceof BoundExpr.In in) {
            Boolean any = or(in.list().stream()
                    .map(element -> test(Blocks.eq(in.operand(), element), row))
                    .toList());
            return in.negated() ? not(any) : any;
        } else if (condition instanceof BoundExpr.IsNull isNull) {
            return (value(isNull.operand(), row) == null) != isNull.negated();
        } else if (condition instanceof BoundExpr.Apply apply) {
            Object text = value(apply.arguments().get(0), row);
            return text == null
                    ? null
                    : (Boolean) ((String) text)
                            .startsWith((String) value(apply.arguments().get(1), row));
        } else if (condition instanceof BoundExpr.Not not) {
            return not(test(not.operand(), row));
        } else if (condition instanceof BoundExpr.Or or) {
            return or(Expressions.operands(or).stream()
                    .map(each -> test(each, row))
                    .toList());
        } else if (condition instanceof BoundExpr.And and) {
            return not(or(Expressions.operands(and).stream()
                    .map(each -> not(test(each, row)))
                    .toList()));
        } else if (condition instanceof BoundExpr.RowIn in) {
            return or(in.list().stream()
                    .map(each -> test(new BoundExpr.RowComparison(Expr.Comparator.EQ, in.operand(), each), row))
                    .toList());
        }
        return compareRows((BoundExpr.RowComparison) condition, row);
    }

    private static Boolean compareRows(BoundExpr.RowComparison rows, Map<Column, Object> row) {
        boolean unknown = false;
        for (int i = 0; i < rows.left().size(); i++) {
            Object left = value(rows.left().get(i), row);
            Object right = value(rows.right().get(i), row);
            boolean ordering = rows.comparator() != Expr.Comparator.EQ && rows.comparator() != Expr.Comparator.NE;
            if (left == null || right == null) {
                if (ordering) {
                    return null;
                }
                unknown = true;
            } else if (Comparison.compare(left, right) != 0) {
                return rows.comparator().holds(Comparison.compare(left, right));
            }
        }
        return unknown ? null : (Boolean) rows.comparator().holds(0);
    }

    private static Boolean not(Boolean truth) {
        return truth == null ? null : (Boolean) !truth;
    }

    private static Boolean or(List<Boolean> truths) {
        return truths.contains(true) ? Boolean.TRUE : truths.contains(null) ? null : Boolean.FALSE;
    }

    private static Object value(BoundExpr expr, Map<Column, Object> row) {
        return expr instanceof ColumnValue value ? row.get(value.column()) : ((Constant) expr).value();
    }

    private boolean leadsTo(Access access, Map<Column, Object> row) {
        if (access instanceof Access.Union union) {
            return union.ways().stream()
                    .anyMatch(way -> leadsTo(way.access(), row)
                            && way.residual().stream().allMatch(conjunct -> Boolean.TRUE.equals(test(conjunct, row))));
        }
        if (access instanceof Access.ByKeys byKeys) {
            return has(byKeys.keys(), row);
        } else if (access instanceof Access.ByQuery query) {
            KeyRange range = query.range();
            return query.partitionKey().template().render(row::get).isPresent()
                    && query.sortKey().stream()
                            .allMatch(key -> key.template().render(row::get).isPresent())
                    && has(query.known(), row)
                    && (range == null || isWithin(range, query.sortKey().orElseThrow(), row));
        }
        return access instanceof Access.Scan;
    }

    private static boolean has(KeyChoices choices, Map<Column, Object> row) {
        return choices.alternatives().stream()
                .anyMatch(alternative -> alternative.entrySet().stream()
                        .allMatch(entry -> values(entry.getValue()).stream()
                                .anyMatch(value -> Boolean.TRUE.equals(row.containsKey(entry.getKey())
                                        && Comparison.compare(row.get(entry.getKey()), value(value, row)) == 0))));
    }

    private static List<BoundExpr> values(KeyChoices.Choice choice) {
        return choice instanceof KeyChoices.One one ? List.of(one.value()) : ((KeyChoices.Any) choice).values();
    }

    /**
     * By key texts, as DynamoDB compares them. Of a padded number by values: whoever carries out the plan minds the texts of
     * those that do not fit the width.
     */
    private static boolean isWithin(KeyRange range, KeyTemplate key, Map<Column, Object> row) {
        if (range instanceof KeyRange.Bounds bounds) {
            return bounds.low().stream()
                            .allMatch(low -> order(row, key, bounds.column(), low.value()) >= (low.inclusive() ? 0 : 1))
                    && bounds.high().stream()
                            .allMatch(high ->
                                    order(row, key, bounds.column(), high.value()) <= (high.inclusive() ? 0 : -1));
        } else if (range instanceof KeyRange.BeginsWith prefix) {
            return ((String) row.get(prefix.column())).startsWith((String) value(prefix.prefix(), row));
        }
        KeyRange.Seek seek = (KeyRange.Seek) range;
        for (int i = 0; i < seek.columns().size(); i++) {
            int order = order(row, key, seek.columns().get(i), seek.values().get(i));
            if (order != 0) {
                return order > 0 == seek.greater();
            }
        }
        return seek.inclusive();
    }

    private static int order(Map<Column, Object> row, KeyTemplate key, Column column, BoundExpr bound) {
        boolean padded = key.template().parts().stream()
                .anyMatch(part -> part instanceof TemplatePart.ColumnPart own
                        && own.column().equals(column)
                        && own.ordersToWidth());
        if (padded) {
            return Integer.signum(Comparison.compare(row.get(column), value(bound, row)));
        }
        Map<Column, Object> atBound = new HashMap<>(row);
        atBound.put(column, value(bound, row));
        Object text = key.template().render(row::get).orElseThrow();
        Object boundText = key.template().render(atBound::get).orElseThrow();
        return Integer.signum(Comparison.compare(text, boundText));
    }

    /** Rows of one Query, as the sort key orders them, are as ORDER BY wants them. */
    private void assertOrdered(
            Access.ByQuery query, List<Map<Column, Object>> rows, List<SortKey> order, String description) {
        Map<List<Object>, List<Map<Column, Object>>> queries = new LinkedHashMap<>();
        rows.forEach(row -> queries.computeIfAbsent(
                        query.known().columns().stream().map(row::get).toList(), any -> new ArrayList<>())
                .add(row));
        KeyTemplate key = query.sortKey().orElseThrow();
        Comparator<Map<Column, Object>> byKey =
                Comparator.comparing(row -> key.template().render(row::get).orElseThrow(), Comparison::compare);
        for (List<Map<Column, Object>> one : queries.values()) {
            one.sort(query.descending() ? byKey.reversed() : byKey);
            for (int i = 1; i < one.size(); i++) {
                assertThat(compare(one.get(i - 1), one.get(i), order))
                        .as("%s%n%s before %s in %s", description, one.get(i - 1), one.get(i), order)
                        .isNotPositive();
            }
        }
    }

    private static int compare(Map<Column, Object> left, Map<Column, Object> right, List<SortKey> order) {
        for (SortKey key : order) {
            Object a = value(key.expr(), left);
            Object b = value(key.expr(), right);
            int compared = a == null || b == null
                    ? Boolean.compare(a != null, b != null) * (key.nullsFirst() ? 1 : -1)
                    : Comparison.compare(a, b) * (key.descending() ? -1 : 1);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }
}
