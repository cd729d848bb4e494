package org.singletable.jdbc.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.function.ScalarFunction;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.Ternary;

class EvaluatorTest {
    private static final Bindings NOTHING = Bindings.of(List.of());
    private static final BoundExpr NULL = new BoundExpr.Constant(null, SqlType.INT);

    /** Fails when it is evaluated. */
    private static final BoundExpr FAILING =
            new BoundExpr.Convert(new BoundExpr.Constant("x", SqlType.STRING), SqlType.INT);

    private static final BoundExpr FAILING_CONDITION = new BoundExpr.IsNull(FAILING, false);

    /** {@code null} or a number. */
    private static BoundExpr value(String text) {
        return text.equals("null") ? NULL : new BoundExpr.Constant(Integer.valueOf(text), SqlType.INT);
    }

    /** Values separated by blanks. */
    private static List<BoundExpr> row(String text) {
        return Arrays.stream(text.split(" ")).map(EvaluatorTest::value).toList();
    }

    private static BoundExpr truth(String text) {
        Boolean truth = text.equals("U") ? null : Boolean.valueOf(text.equals("T"));
        return new BoundExpr.Constant(truth, SqlType.BOOLEAN);
    }

    private static String test(BoundExpr expr) {
        Ternary truth = Evaluator.test(expr, NOTHING);
        Object value = Evaluator.evaluate(expr, NOTHING);
        assertThat(value).isEqualTo(truth == Ternary.UNKNOWN ? null : truth == Ternary.TRUE);
        return truth.name().substring(0, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "T,T,T,T", "T,F,F,T", "T,U,U,T", "F,T,F,T", "F,F,F,F", "F,U,F,U", "U,T,U,T", "U,F,F,U", "U,U,U,U",
    })
    void andOr(String left, String right, String and, String or) {
        assertThat(test(new BoundExpr.And(List.of(truth(left), truth(right))))).isEqualTo(and);
        assertThat(test(new BoundExpr.Or(List.of(truth(left), truth(right))))).isEqualTo(or);
    }

    @ParameterizedTest
    @CsvSource({"T,F", "F,T", "U,U"})
    void not(String operand, String expected) {
        assertThat(test(new BoundExpr.Not(truth(operand)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "EQ,1,1,T",
        "EQ,1,2,F",
        "EQ,null,1,U",
        "EQ,1,null,U",
        "EQ,null,null,U",
        "NE,1,1,F",
        "NE,1,2,T",
        "NE,null,2,U",
        "LT,1,2,T",
        "LT,2,2,F",
        "LT,null,2,U",
        "LE,2,2,T",
        "LE,3,2,F",
        "GT,3,2,T",
        "GT,2,2,F",
        "GE,2,2,T",
        "GE,2,null,U",
    })
    void comparison(Comparator comparator, String left, String right, String expected) {
        assertThat(test(new BoundExpr.Comparison(comparator, value(left), value(right))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1,1,F", "1,2,T", "1,null,T", "null,1,T", "null,null,F"})
    void isDistinct(String left, String right, String expected) {
        assertThat(test(new BoundExpr.IsDistinct(value(left), value(right), false)))
                .isEqualTo(expected);
        assertThat(test(new BoundExpr.IsDistinct(value(left), value(right), true)))
                .isEqualTo(expected.equals("T") ? "F" : "T");
    }

    @ParameterizedTest
    @CsvSource({
        "1,1 2,T,F",
        "3,1 2,F,T",
        "1,1 null,T,F",
        "3,1 null,U,U",
        "null,1 2,U,U",
        "null,null,U,U",
    })
    void in(String operand, String list, String in, String notIn) {
        assertThat(test(new BoundExpr.In(value(operand), row(list), false))).isEqualTo(in);
        assertThat(test(new BoundExpr.In(value(operand), row(list), true))).isEqualTo(notIn);
    }

    /** (a, b) > (c, d) is a > c OR (a = c AND b > d), and so on. */
    @ParameterizedTest
    @CsvSource({
        "1 2,1 2,  T,F,F,T,F,T",
        "1 3,1 2,  F,T,F,F,T,T",
        "1 1,1 2,  F,T,T,T,F,F",
        "2 1,1 2,  F,T,F,F,T,T",
        "0 9,1 2,  F,T,T,T,F,F",
        "2 null,1 2,F,T,F,F,T,T",
        "0 null,1 2,F,T,T,T,F,F",
        "1 null,1 2,U,U,U,U,U,U",
        "null 2,1 2,U,U,U,U,U,U",
        "null 3,1 2,F,T,U,U,U,U",
        "1 2,null 3,F,T,U,U,U,U",
        "1 2 3,1 2 4,F,T,T,T,F,F",
    })
    void rowComparison(String left, String right, String eq, String ne, String lt, String le, String gt, String ge) {
        List<String> truths = new ArrayList<>();
        for (Comparator comparator :
                List.of(Comparator.EQ, Comparator.NE, Comparator.LT, Comparator.LE, Comparator.GT, Comparator.GE)) {
            truths.add(test(new BoundExpr.RowComparison(comparator, row(left), row(right))));
        }
        assertThat(truths).containsExactly(eq, ne, lt, le, gt, ge);
    }

    @ParameterizedTest
    @CsvSource({
        "1 2,3 4;1 2,T,F",
        "1 2,3 4,F,T",
        "1 2,1 null,U,U",
        "1 2,3 null,F,T",
        "1 null,1 2,U,U",
        "1 null,3 4,F,T",
        "1 null,3 4;1 9,U,U",
        "1 2,1 null;1 2,T,F",
    })
    void rowIn(String operand, String list, String in, String notIn) {
        List<List<BoundExpr>> rows =
                Arrays.stream(list.split(";")).map(EvaluatorTest::row).toList();
        assertThat(test(new BoundExpr.RowIn(row(operand), rows, false))).isEqualTo(in);
        assertThat(test(new BoundExpr.RowIn(row(operand), rows, true))).isEqualTo(notIn);
    }

    @ParameterizedTest
    @CsvSource({
        "abc,a%,false,T",
        "abc,A%,false,F",
        "abc,A%,true,T",
        "abc,,false,U",
        ",a%,false,U",
        ",,true,U",
        "aBc,AbC,true,T",
    })
    void like(String operand, String pattern, boolean ignoreCase, String expected) {
        BoundExpr.Like like = new BoundExpr.Like(text(operand), text(pattern), text("!"), ignoreCase, false);
        assertThat(test(like)).isEqualTo(expected);
        assertThat(test(new BoundExpr.Like(text(operand), text(pattern), null, ignoreCase, true)))
                .isEqualTo(expected.equals("T") ? "F" : expected.equals("F") ? "T" : "U");
    }

    private static BoundExpr text(String text) {
        return new BoundExpr.Constant(text, SqlType.STRING);
    }

    static Stream<Arguments> undecided() {
        return Stream.of(
                Arguments.of(new BoundExpr.And(List.of(truth("F"), FAILING_CONDITION)), false),
                Arguments.of(new BoundExpr.Or(List.of(truth("T"), FAILING_CONDITION)), true),
                Arguments.of(new BoundExpr.In(value("1"), List.of(value("1"), FAILING), false), true),
                Arguments.of(
                        new BoundExpr.RowComparison(
                                Comparator.LT, List.of(value("1"), FAILING), List.of(value("2"), FAILING)),
                        true),
                Arguments.of(
                        new BoundExpr.RowComparison(
                                Comparator.EQ, List.of(value("1"), FAILING), List.of(value("2"), FAILING)),
                        false),
                Arguments.of(new BoundExpr.Coalesce(List.of(NULL, value("7"), FAILING), SqlType.INT), 7),
                Arguments.of(
                        new BoundExpr.Case(
                                List.of(
                                        new BoundExpr.When(truth("F"), FAILING),
                                        new BoundExpr.When(truth("U"), FAILING),
                                        new BoundExpr.When(truth("T"), value("7")),
                                        new BoundExpr.When(FAILING_CONDITION, FAILING)),
                                FAILING,
                                SqlType.INT),
                        7));
    }

    /** What is not needed for the answer is not evaluated. */
    @ParameterizedTest
    @MethodSource("undecided")
    void evaluatesNoMoreThanItNeeds(BoundExpr expr, Object expected) {
        assertThat(Evaluator.evaluate(expr, NOTHING)).isEqualTo(expected);
    }

    @Test
    void caseWithoutABranchThatHolds() {
        List<BoundExpr.When> branches = List.of(new BoundExpr.When(truth("U"), value("1")));
        assertThat(Evaluator.evaluate(new BoundExpr.Case(branches, value("2"), SqlType.INT), NOTHING))
                .isEqualTo(2);
        assertThat(Evaluator.evaluate(new BoundExpr.Case(branches, null, SqlType.INT), NOTHING))
                .isNull();
        assertThat(Evaluator.evaluate(new BoundExpr.Coalesce(List.of(NULL, NULL), SqlType.INT), NOTHING))
                .isNull();
    }

    @Test
    void castCutsAndConvertRefuses() {
        BoundExpr text = text("abc");
        assertThat(Evaluator.evaluate(new BoundExpr.Cast(text, SqlType.string(2)), NOTHING))
                .isEqualTo("ab");
        assertThat(Evaluator.evaluate(new BoundExpr.Cast(NULL, SqlType.string(2)), NOTHING))
                .isNull();
        assertThat(Evaluator.evaluate(new BoundExpr.Cast(text("1.5"), SqlType.decimal(5, 2)), NOTHING))
                .isEqualTo(new BigDecimal("1.50"));
    }

    @Test
    void functionsGetTheValuesOfTheirArguments() {
        ScalarFunction list = new ScalarFunction() {
            @Override
            public String name() {
                return "list";
            }

            @Override
            public SqlType type() {
                return SqlType.STRING;
            }

            @Override
            public Object apply(List<Object> arguments) {
                return arguments.toString();
            }
        };
        Bindings row = NOTHING.withRow(new Object[] {"a", 5});
        BoundExpr call = new BoundExpr.Apply(list, List.of(new BoundExpr.Slot(1, SqlType.INT), NULL, text("b")));
        assertThat(Evaluator.evaluate(call, row)).isEqualTo("[5, null, b]");
    }

    @Test
    void aSegmentIsDecidedByTheAccessPath() {
        assertThat(test(new BoundExpr.Segment(value("0"), value("2")))).isEqualTo("T");
    }
}
