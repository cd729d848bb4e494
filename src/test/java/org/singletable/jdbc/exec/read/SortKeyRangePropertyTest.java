package org.singletable.jdbc.exec.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.QuerySpec.SortCondition;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.mapping.RandomValues;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.KeyRange;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.Ternary;

/** For random rows and ranges: a row in the range has a key that meets the condition, and where that is exact no other has. */
class SortKeyRangePropertyTest {
    private static final int CASES = 2_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{a|key}; string; string; true",
                "e#{a|key}; string; string; true",
                "e#{a|key}#{b|key}; string; int; true",
                "e#{a|key}#{b|key}; int; string; true",
                "e#{a|key}#{b|key}; long; decimal; true",
                "e#{a|key}#{b|key}; decimal; timestamptz; true",
                "e#{a|key}#{b|key}; date; boolean; true",
                "e#{a|key}#{b|key}; timestamp; time; true",
                "e#{a|key}#{b|key}; uuid; binary; true",
                "e#{a|key}[#{b|key}]; string; int; true",
                "e#{a|key}[#{b|key}]; date; int; true",
                "{a}; string; string; true",
                "e#{a}; string; string; true",
                "{a}#{b}; string; string; false",
                "{a}#{b}; date; string; true",
                "{a}x{b}; date; date; true",
                "{a}[#{b}]; date; string; true",
                "{a}; uuid; string; true",
                "{a|lower}#{b}; string; string; false",
                "{a|pad:3}; int; string; false",
                "e#{a|pad:3}#{b|key}; int; int; false",
                "{a|pad:5}; int; string; false",
                "{a|pad:10}#{b|key}; int; string; false",
                "n#{a|pad:19}; long; string; false",
                "{a|fixed:2|pad:12}; decimal(12,2); string; false",
                "{a|fixed:1|pad:5}#{b|key}; decimal; int; false",
                "{a|iso:3}; timestamptz; string; true",
                "{a|iso:0}#{b|key}; timestamptz; string; true",
                "{a|epochms}; timestamptz; string; false",
                "{a|epoch|pad:12}; timestamptz; string; false",
                "sk; int; string; true",
                "sk; long; string; true",
                "sk; decimal; string; true",
                "sk; string; string; true",
                "sk; binary; string; true",
                "sk; date; string; true",
                "sk; timestamptz EPOCH; string; true"
            })
    void neitherLosesRowsNorClaimsTooMuch(String template, String first, String second, boolean someAreExact) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Entity entity = entity(template, first, second);
        KeyTemplate key = entity.rangeKey().orElseThrow();
        List<Column> columns = key.template().columns();
        boolean restricted = false;
        boolean exact = false;
        boolean inside = false;
        for (int i = 0; i < CASES; i++) {
            Object[] row = row(entity, random);
            Map<Column, Object> known = new HashMap<>();
            Column next = columns.get(0);
            if (columns.size() > 1 && random.nextInt(3) == 0) {
                known.put(columns.get(0), Objects.requireNonNull(value(row, columns.get(0), random)));
                next = columns.get(1);
            }
            Case generated = generate(entity, columns, next, row, random);
            List<BoundExpr> conjuncts = new ArrayList<>(generated.conjuncts());
            known.forEach((column, value) ->
                    conjuncts.add(compare(Comparator.EQ, column, new BoundExpr.Constant(value, column.type()))));
            Optional<Object> rendered = rendered(key, row);
            if (rendered.isEmpty() || !KeyValues.isPossibleRange(rendered.get())) {
                continue;
            }
            Bindings bindings = Bindings.of(List.of());
            Optional<KeyRestriction> found = SortKeyRange.of(key, known, generated.range(), bindings);
            boolean matches = conjuncts.stream()
                    .allMatch(conjunct -> Evaluator.test(conjunct, bindings.withRow(row)) == Ternary.TRUE);
            boolean meets =
                    found.isPresent() && meets(rendered.get(), found.get().condition());
            String what = "seed %d case %d: %s, row %s with key %s, known %s, %s: %s"
                    .formatted(seed, i, template, List.of(row), rendered.get(), known, generated, found);
            if (matches) {
                assertThat(meets).as(what).isTrue();
                inside = true;
            } else if (found.isPresent() && found.get().exact()) {
                assertThat(meets).as(what).isFalse();
            }
            restricted |= found.isPresent() && found.get().condition() != null;
            exact |= found.isPresent() && found.get().exact() && generated.range() != null;
        }
        assertThat(inside).as("some row was in its range").isTrue();
        assertThat(restricted).as("some range became a condition").isTrue();
        assertThat(exact).as("some range was exact").isEqualTo(someAreExact);
    }

    private record Case(KeyRange range, List<BoundExpr> conjuncts) {}

    private static Case generate(Entity entity, List<Column> columns, Column next, Object[] row, Random random) {
        boolean text = next.type().kind() == Kind.STRING;
        int form = random.nextInt(text ? 5 : 3);
        if (form == 0 && columns.size() > 1 && next == columns.get(0)) {
            return seek(columns, row, random);
        } else if (form == 3) {
            String value = (String) value(row, next, random);
            int points = value.codePointCount(0, value.length());
            String prefix = value.substring(0, value.offsetByCodePoints(0, random.nextInt(points + 1)));
            BoundExpr pattern = constant(escaped(prefix) + "%");
            return new Case(
                    new KeyRange.BeginsWith(next, constant(prefix)),
                    List.of(new BoundExpr.Like(columnValue(next), pattern, null, false, false)));
        } else if (form == 4) {
            String value = escaped((String) value(row, next, random));
            String[] tails = {"", "%", "%%", "_", "%a", "_%"};
            BoundExpr pattern = constant(value + tails[random.nextInt(tails.length)]);
            return new Case(
                    new KeyRange.Like(next, pattern, null),
                    List.of(new BoundExpr.Like(columnValue(next), pattern, null, false, false)));
        }
        List<KeyRange.Bound> low = new ArrayList<>();
        List<KeyRange.Bound> high = new ArrayList<>();
        List<BoundExpr> conjuncts = new ArrayList<>();
        int bounds = 1 + random.nextInt(3);
        for (int i = 0; i < bounds; i++) {
            BoundExpr value = operand(next, value(row, next, random), random);
            boolean inclusive = random.nextBoolean();
            if (random.nextBoolean()) {
                low.add(new KeyRange.Bound(value, inclusive));
                conjuncts.add(compare(inclusive ? Comparator.GE : Comparator.GT, next, value));
            } else {
                high.add(new KeyRange.Bound(value, inclusive));
                conjuncts.add(compare(inclusive ? Comparator.LE : Comparator.LT, next, value));
            }
        }
        return new Case(new KeyRange.Bounds(next, low, high), conjuncts);
    }

    private static Case seek(List<Column> columns, Object[] row, Random random) {
        boolean greater = random.nextBoolean();
        boolean inclusive = random.nextBoolean();
        List<BoundExpr> values = new ArrayList<>();
        for (Column column : columns) {
            values.add(operand(column, value(row, column, random), random));
        }
        // (a, b) > (x, y) as a > x OR a = x AND b > y
        Comparator strict = greater ? Comparator.GT : Comparator.LT;
        Comparator last = inclusive ? greater ? Comparator.GE : Comparator.LE : strict;
        BoundExpr condition = new BoundExpr.Or(List.of(
                compare(strict, columns.get(0), values.get(0)),
                new BoundExpr.And(List.of(
                        compare(Comparator.EQ, columns.get(0), values.get(0)),
                        compare(last, columns.get(1), values.get(1))))));
        return new Case(new KeyRange.Seek(columns, values, greater, inclusive), List.of(condition));
    }

    /** NULL, or a number between two that the column can hold, now and then. */
    private static BoundExpr operand(Column column, Object value, Random random) {
        if (random.nextInt(20) == 0) {
            return new BoundExpr.Constant(null, column.type());
        }
        if (value instanceof Number number && random.nextInt(3) == 0) {
            BigDecimal between = new BigDecimal(number.toString()).add(new BigDecimal("0.5"));
            if (between.precision() <= 38) {
                return new BoundExpr.Constant(between, SqlType.DECIMAL);
            }
        }
        return new BoundExpr.Constant(value, column.type());
    }

    private static BoundExpr compare(Comparator comparator, Column column, BoundExpr value) {
        return new BoundExpr.Comparison(comparator, columnValue(column), value);
    }

    private static BoundExpr columnValue(Column column) {
        return new BoundExpr.ColumnValue(column);
    }

    private static BoundExpr constant(String text) {
        return new BoundExpr.Constant(text, SqlType.STRING);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** The row's own value, one like it, or any. */
    private static Object value(Object[] row, Column column, Random random) {
        Object own = row[column.ordinal()];
        Object value = switch (random.nextInt(3)) {
            case 0 -> own;
            case 1 -> RandomValues.near(own, random);
            default -> random(column, random);
        };
        return converted(value, column).orElse(own);
    }

    private static Object random(Column column, Random random) {
        Kind kind = column.type().kind();
        boolean number = kind == Kind.INT || kind == Kind.LONG || kind == Kind.DECIMAL;
        Object value = number && random.nextInt(3) > 0 ? random.nextInt(2_000) - 300 : RandomValues.of(kind, random);
        return converted(value, column).orElseGet(() -> converted(1, column).orElseThrow());
    }

    private static Optional<Object> converted(Object value, Column column) {
        try {
            return Optional.of(Conversions.convert(value, column.type()));
        } catch (DriverException e) {
            return Optional.empty();
        }
    }

    private static Object[] row(Entity entity, Random random) {
        Object[] row = new Object[entity.columns().size()];
        for (Column column : entity.columns()) {
            row[column.ordinal()] = random(column, random);
        }
        return row;
    }

    private static Optional<Object> rendered(KeyTemplate key, Object[] row) {
        try {
            return key.template().render(column -> row[column.ordinal()]);
        } catch (DriverException e) {
            return Optional.empty();
        }
    }

    private static boolean meets(Object key, SortCondition condition) {
        if (condition == null) {
            return true;
        } else if (condition instanceof QuerySpec.SortEquals equal) {
            return Comparison.compare(key, equal.value().scalar().orElseThrow()) == 0;
        } else if (condition instanceof QuerySpec.SortBeginsWith begins) {
            return ((String) key).startsWith(begins.prefix());
        } else if (condition instanceof QuerySpec.SortBetween between) {
            Object low = between.low().scalar().orElseThrow();
            Object high = between.high().scalar().orElseThrow();
            assertThat(Comparison.compare(low, high))
                    .as("DynamoDB refuses %s", between)
                    .isLessThanOrEqualTo(0);
            return Comparison.compare(key, low) >= 0 && Comparison.compare(key, high) <= 0;
        }
        QuerySpec.SortCompare compare = (QuerySpec.SortCompare) condition;
        int order = Comparison.compare(key, compare.bound().scalar().orElseThrow());
        return switch (compare.comparator()) {
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case NE -> throw new AssertionError(compare);
        };
    }

    /** @param template of the sort key; {@code sk} for a column stored in it */
    static Entity entity(String template, String first, String second) {
        String[] words = first.split(" ");
        String type = words.length == 1
                ? "\"%s!\"".formatted(first)
                : "{\"type\": \"%s!\", \"as\": \"%s\"}"
                        .formatted(words[0], words[1].toLowerCase(java.util.Locale.ROOT));
        boolean direct = template.equals("sk");
        String json = """
                {"table": "t", "physical": {"keys": ["pk", "sk"]},
                 "entities": {"thing": {
                   "item": {"pk": "{p}"%s},
                   "columns": {"p": "string!", "%s": %s, "b": "%s"}}}}
                """.formatted(direct ? "" : ", \"sk\": \"" + template + "\"", direct ? "sk" : "a", type, second);
        Mapping mapping = MappingLoader.parse(json, "of the test");
        return mapping.bind(mapping.expectedTable("t").orElseThrow())
                .findEntity("thing")
                .orElseThrow();
    }
}
