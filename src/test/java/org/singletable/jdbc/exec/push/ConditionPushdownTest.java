package org.singletable.jdbc.exec.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingLoader;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.SqlType;

/** What DynamoDB is told of a conjunct, and whether that is all of it. */
class ConditionPushdownTest {
    private static final Entity CUSTOMER = customer();

    private static Entity customer() {
        Mapping mapping = MappingLoader.load("classpath:mappings/shop.json");
        Catalog catalog = mapping.bind(mapping.expectedTable("shop").orElseThrow());
        return catalog.findEntity("customer").orElseThrow();
    }

    private static Optional<Pushed> push(BoundExpr conjunct) {
        return new ConditionPushdown(ItemCodec.of(CUSTOMER), Bindings.of(List.of())).push(conjunct);
    }

    private static BoundExpr column(String name) {
        Column column = CUSTOMER.findColumn(name).orElseThrow();
        return new BoundExpr.ColumnValue(column);
    }

    private static BoundExpr constant(Object value) {
        SqlType type = value instanceof Integer ? SqlType.INT : value instanceof String ? SqlType.STRING : SqlType.LONG;
        return new BoundExpr.Constant(value, type);
    }

    private static String outcome(Optional<Pushed> pushed) {
        return pushed.map(found -> found.exact() ? "exact" : "loose").orElse("-");
    }

    private static BoundExpr comparison(String name, String comparator, String value) {
        Object operand = name.equals("points") || name.equals("rev") ? (Object) Integer.valueOf(value) : value;
        return new BoundExpr.Comparison(Comparator.valueOf(comparator), column(name), constant(operand));
    }

    @ParameterizedTest
    @CsvSource({
        "points, LT, 5, exact",
        "points, NE, 5, exact",
        "email, GE, x, exact",
        "joined, LT, 2024-06-03T12:00:00Z, -",
        "username, NE, ann, loose",
        "rev, EQ, 0, exact",
        "rev, GT, 3, exact"
    })
    void comparisonsWhereAValueHasOneText(String name, String comparator, String value, String expected) {
        BoundExpr conjunct = comparison(name, comparator, value);

        assertThat(outcome(push(conjunct))).isEqualTo(expected);
        assertThat(outcome(push(new BoundExpr.Not(conjunct)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a%    | exact | begins_with a",
                "a%%   | exact | begins_with a",
                "abc   | exact | = abc",
                "''    | exact | = ",
                "%     | exact | not null",
                "%b%   | exact | contains b",
                "%%bc% | exact | contains bc",
                "a_    | loose | begins_with a",
                "a%b   | loose | begins_with a contains b",
                "%b    | loose | contains b",
                "%b_%  | loose | contains b",
                "%b%cd%e | loose | contains cd",
                "%\\%%  | exact | contains %",
                "%\uD83D\uDE00% | exact | contains \uD83D\uDE00",
                "%\uD83D% | -     | ",
                "__    | -     | "
            })
    void patternsByTheTextsInThem(String pattern, String expected, String conditions) {
        BoundExpr like = new BoundExpr.Like(column("email"), constant(pattern), null, false, false);

        assertThat(outcome(push(like))).isEqualTo(expected);
        assertThat(push(like).map(found -> text(found.condition())).orElse(""))
                .isEqualTo(conditions == null ? "" : conditions.replaceAll("^= $", "="));
        assertThat(outcome(push(new BoundExpr.Not(like)))).isEqualTo(expected.equals("exact") ? "exact" : "-");
    }

    private static String text(Condition condition) {
        if (condition instanceof Condition.BeginsWith begins) {
            return "begins_with " + begins.prefix().scalar().orElseThrow();
        } else if (condition instanceof Condition.Contains contains) {
            return "contains " + contains.part().scalar().orElseThrow();
        } else if (condition instanceof Condition.Equal equal) {
            return ("= " + equal.value().scalar().orElseThrow()).strip();
        }
        List<Condition> parts = ((Condition.All) condition).conditions();
        return parts.get(0) instanceof Condition.Exists ? "not null" : text(parts.get(0)) + " " + text(parts.get(1));
    }

    /** Whole numbers and seconds have gaps, in which a value can be. */
    @ParameterizedTest
    @CsvSource({"LT, <= 1", "LE, <= 1", "GT, > 1", "GE, > 1"})
    void aValueBetweenTwoIsComparedAsTheOneBelow(String comparator, String expected) {
        BoundExpr half = new BoundExpr.Constant(new BigDecimal("1.5"), SqlType.DECIMAL);
        Pushed pushed = push(new BoundExpr.Comparison(Comparator.valueOf(comparator), column("points"), half))
                .orElseThrow();

        assertThat(pushed.exact()).isTrue();
        Condition.Compare compare = (Condition.Compare) pushed.condition();
        assertThat(compare.comparator().symbol() + " "
                        + compare.value().scalar().orElseThrow())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"5, exact", "x, -"})
    void valuesAreKnownBeforeReadingUnlessTheyAreErrors(String text, String expected) {
        BoundExpr cast = new BoundExpr.Cast(constant(text), SqlType.INT);

        assertThat(outcome(push(new BoundExpr.Comparison(Comparator.GT, column("points"), cast))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"false, false, exact", "true, false, exact", "false, true, exact", "true, true, exact"})
    void listsWithAndWithoutNull(boolean negated, boolean withNull, String expected) {
        List<BoundExpr> list = new ArrayList<>(List.of(constant(1), constant(2)));
        if (withNull) {
            list.add(new BoundExpr.Constant(null, SqlType.INT));
        }

        assertThat(outcome(push(new BoundExpr.In(column("points"), list, negated))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"points, exact", "joined, exact", "rev, -", "username, -"})
    void nullWhereTheAttributeTellsIt(String name, String expected) {
        assertThat(outcome(push(new BoundExpr.IsNull(column(name), false)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"email, email, exact", "email, username, loose", "email, joined, -"})
    void oneAlternativeThatSaysNothingLeavesNothing(String left, String right, String expected) {
        BoundExpr or = new BoundExpr.Or(List.of(
                comparison(left, "EQ", "2024-06-03T12:00:00Z"), comparison(right, "EQ", "2024-06-03T12:00:00Z")));

        assertThat(outcome(push(or))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"100, 1", "101, 2", "250, 3"})
    void longListsAreSplit(int size, int parts) {
        List<BoundExpr> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(constant(i));
        }

        Condition condition = push(new BoundExpr.In(column("points"), list, false))
                .orElseThrow()
                .condition();

        assertThat(condition instanceof Condition.Any any ? any.conditions().size() : 1)
                .isEqualTo(parts);
    }
}
