package org.singletable.jdbc.exec.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Estimate;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;

class JoinsTest {
    /** Each input is one column, at slots 0 and 1. */
    private static Rel join(SqlType leftType, List<Object> left, SqlType rightType, List<Object> right, boolean outer) {
        List<BoundExpr> leftKeys = List.of(Rels.slot(0, leftType));
        List<BoundExpr> rightKeys = List.of(Rels.slot(1, rightType));
        return new Rel.HashJoin(
                Rels.frames(List.of(leftType), rows(left), 0, 2),
                Rels.frames(List.of(rightType), rows(right), 1, 2),
                outer,
                leftKeys,
                rightKeys,
                List.of(Rels.equal(leftKeys.get(0), rightKeys.get(0))),
                Estimate.NOTHING);
    }

    private static List<Object[]> rows(List<Object> values) {
        return values.stream().map(Rels::row).toList();
    }

    @Test
    void nullsAndDuplicates() {
        List<Object> left = Arrays.asList(2, null, 1, 2, 3);
        List<Object> right = Arrays.asList(1, 2, null, 2);
        assertThat(Rels.run(join(SqlType.INT, left, SqlType.INT, right, false)))
                .containsExactly("[2, 2]", "[2, 2]", "[1, 1]", "[2, 2]", "[2, 2]");
        assertThat(Rels.run(join(SqlType.INT, left, SqlType.INT, right, true)))
                .containsExactly("[2, 2]", "[2, 2]", "[null, null]", "[1, 1]", "[2, 2]", "[2, 2]", "[3, null]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void emptyInputs(boolean outer) {
        List<Object> none = List.of();
        assertThat(Rels.run(join(SqlType.INT, none, SqlType.INT, List.of(1), outer)))
                .isEmpty();
        assertThat(Rels.run(join(SqlType.INT, List.of(1), SqlType.INT, none, outer)))
                .isEqualTo(outer ? List.of("[1, null]") : List.of());
    }

    static Stream<Arguments> equalValues() {
        return Stream.of(
                Arguments.of(SqlType.INT, 1, SqlType.DECIMAL, new BigDecimal("1.00")),
                Arguments.of(SqlType.LONG, 100L, SqlType.DECIMAL, new BigDecimal("1E+2")),
                Arguments.of(SqlType.DOUBLE, 0.1, SqlType.DECIMAL, new BigDecimal("0.10")),
                Arguments.of(SqlType.INT, 5, SqlType.STRING, "05"),
                Arguments.of(SqlType.STRING, "1.50", SqlType.DECIMAL, new BigDecimal("1.5")),
                Arguments.of(
                        SqlType.STRING,
                        "0B1C4D5E-0000-4000-8000-000000000000",
                        SqlType.UUID,
                        "0b1c4d5e-0000-4000-8000-000000000000"),
                Arguments.of(
                        SqlType.DATE,
                        LocalDate.parse("2024-06-03"),
                        SqlType.TIMESTAMP,
                        LocalDateTime.parse("2024-06-03T00:00")),
                Arguments.of(
                        SqlType.TIMESTAMPTZ,
                        OffsetDateTime.parse("2024-06-03T12:00Z"),
                        SqlType.TIMESTAMPTZ,
                        OffsetDateTime.parse("2024-06-03T14:00+02:00")),
                Arguments.of(
                        SqlType.TIMESTAMPTZ,
                        OffsetDateTime.parse("2024-06-03T12:00Z"),
                        SqlType.STRING,
                        "2024-06-03T14:00+02:00"),
                Arguments.of(SqlType.BINARY, Bytes.of(new byte[] {1, 2}), SqlType.STRING, "0102"),
                Arguments.of(
                        SqlType.JSON,
                        Conversions.convert("{\"a\":1,\"b\":2.0}", SqlType.JSON),
                        SqlType.JSON,
                        Conversions.convert("{\"b\":2,\"a\":1.0}", SqlType.JSON)),
                Arguments.of(
                        SqlType.list(SqlType.INT),
                        List.of(1, 2),
                        SqlType.set(SqlType.DECIMAL),
                        List.of(new BigDecimal("1.0"), new BigDecimal("2"))));
    }

    /** What SQL calls equal finds its partner in the hash table, whatever its type. */
    @ParameterizedTest
    @MethodSource("equalValues")
    void equalValuesOfUnlikeTypesMeet(SqlType leftType, Object left, SqlType rightType, Object right) {
        assertThat(Rels.run(join(leftType, List.of(left), rightType, List.of(right), false)))
                .containsExactly("[" + left + ", " + right + "]");
    }

    static Stream<Arguments> unequalValues() {
        return Stream.of(
                Arguments.of(SqlType.DOUBLE, 1e300, SqlType.INT, 1),
                Arguments.of(SqlType.DOUBLE, Double.POSITIVE_INFINITY, SqlType.DECIMAL, BigDecimal.ONE),
                Arguments.of(SqlType.DECIMAL, new BigDecimal("1.4"), SqlType.INT, 1),
                Arguments.of(SqlType.STRING, "a", SqlType.STRING, "A"));
    }

    @ParameterizedTest
    @MethodSource("unequalValues")
    void unequalValuesDoNot(SqlType leftType, Object left, SqlType rightType, Object right) {
        assertThat(Rels.run(join(leftType, List.of(left), rightType, List.of(right), false)))
                .isEmpty();
    }

    @Test
    void typesThatCannotBeComparedAreRefused() {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> Rels.run(join(SqlType.DATE, List.of(), SqlType.INT, List.of(1), false)))
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.CANNOT_CONVERT));
    }

    /** A text is read as a number only where there is a number to compare it with. */
    @Test
    void aKeyThatIsComparedWithNothingIsNotConverted() {
        assertThat(Rels.run(join(SqlType.INT, List.of(), SqlType.STRING, List.of("x"), false)))
                .isEmpty();
        assertThat(Rels.run(join(SqlType.STRING, List.of("x"), SqlType.INT, List.of(), true)))
                .containsExactly("[x, null]");
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> Rels.run(join(SqlType.STRING, List.of("x"), SqlType.INT, List.of(1), true)))
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.CANNOT_CONVERT));
    }

    /** The slots that a join fills are those of both its inputs. */
    @Test
    void joinsOfJoins() {
        Rel first = frames(0, 1, 2);
        Rel second = new Rel.HashJoin(
                frames(1, 2, 3), frames(2, 3, 4), true, keys(1), keys(2), equal(1, 2), Estimate.NOTHING);
        Rel all = new Rel.HashJoin(first, second, true, keys(0), keys(1), equal(0, 1), Estimate.NOTHING);
        assertThat(Rels.run(all)).containsExactly("[1, null, null]", "[2, 2, null]");
        Rel inner = new Rel.HashJoin(first, second, false, List.of(), List.of(), List.of(), Estimate.NOTHING);
        assertThat(Rels.run(inner)).containsExactly("[1, 2, null]", "[1, 3, 3]", "[2, 2, null]", "[2, 3, 3]");
    }

    private static Rel frames(int slot, Object... values) {
        return Rels.frames(List.of(SqlType.INT), rows(List.of(values)), slot, 3);
    }

    private static List<BoundExpr> keys(int slot) {
        return List.of(Rels.slot(slot, SqlType.INT));
    }

    private static List<BoundExpr> equal(int left, int right) {
        return List.of(Rels.equal(Rels.slot(left, SqlType.INT), Rels.slot(right, SqlType.INT)));
    }
}
