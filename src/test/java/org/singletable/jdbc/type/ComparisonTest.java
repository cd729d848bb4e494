package org.singletable.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.type.States.assertState;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.singletable.jdbc.error.SqlState;

class ComparisonTest {
    private static final int SEED = 815;

    @ParameterizedTest
    @EnumSource
    void isATotalOrderThatHashKeysAgreeWith(Kind kind) {
        Samples samples = new Samples(SEED);
        SqlType type = samples.type(kind);
        for (int i = 0; i < 5000; i++) {
            Object a = samples.value(type);
            Object b = samples.value(type);
            Object c = samples.value(type);
            assertOrder(i, a, b, c);
        }
    }

    @Test
    void isATotalOrderAcrossNumberClasses() {
        Samples samples = new Samples(SEED);
        SqlType[] types = {SqlType.INT, SqlType.LONG, SqlType.DECIMAL, SqlType.DOUBLE};
        for (int i = 0; i < 20000; i++) {
            Object a = samples.value(types[i % 4]);
            Object b = samples.value(types[i / 4 % 4]);
            Object c = samples.value(types[i / 16 % 4]);
            assertOrder(i, a, b, c);
        }
    }

    /** On every Java: {@code Double.toString} has a digit more here before Java 19. */
    @Test
    void doubleIsItsShortestDecimal() {
        assertThat(Comparison.compare(0x1p-44, new BigDecimal("5.684341886080802E-14")))
                .isZero();
        assertThat(Comparison.hashKey(0x1p-44)).isEqualTo(Comparison.hashKey(new BigDecimal("5.684341886080802E-14")));
    }

    private static void assertOrder(int i, Object a, Object b, Object c) {
        String description = "seed " + SEED + ", case " + i + ": " + a + ", " + b + ", " + c;
        int ab = Comparison.compare(a, b);
        assertThat(Comparison.compare(a, a)).as(description).isZero();
        assertThat(Integer.signum(Comparison.compare(b, a))).as(description).isEqualTo(-Integer.signum(ab));
        if (ab <= 0 && Comparison.compare(b, c) <= 0) {
            assertThat(Comparison.compare(a, c)).as(description).isNotPositive();
        }
        Object keyA = Comparison.hashKey(a);
        Object keyB = Comparison.hashKey(b);
        assertThat(keyA.equals(keyB)).as(description).isEqualTo(ab == 0);
        if (ab == 0) {
            assertThat(keyA.hashCode()).as(description).isEqualTo(keyB.hashCode());
        }
    }

    @Test
    void stringsAreInTheOrderOfTheirUtf8Bytes() {
        Samples samples = new Samples(SEED);
        for (int i = 0; i < 20000; i++) {
            String a = samples.string();
            String b = samples.string();
            int bytes = Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
            assertThat(Integer.signum(Comparison.compare(a, b)))
                    .as("seed %d, case %d", SEED, i)
                    .isEqualTo(Integer.signum(bytes));
        }
        assertThat(Comparison.compare("\uD83D\uDE00", "\uFFFD")).isPositive();
        assertThat("\uD83D\uDE00".compareTo("\uFFFD")).isNegative();
    }

    @Test
    void numbersCompareExactly() {
        assertThat(Comparison.compare(1, new BigDecimal("1.00"))).isZero();
        assertThat(Comparison.compare(Long.MAX_VALUE, new BigDecimal("9223372036854775807.1")))
                .isNegative();
        assertThat(Comparison.compare(Long.MAX_VALUE - 1, 0x1p63)).isNegative();
        assertThat(Comparison.compare(0.1, new BigDecimal("0.1"))).isZero();
        assertThat(Comparison.compare(0.1, new BigDecimal("0.1000000000000000055511151231257827")))
                .isNegative();
        assertThat(Comparison.compare(-0.0, 0.0)).isZero();
        assertThat(Comparison.compare(Double.NaN, Double.POSITIVE_INFINITY)).isPositive();
        assertThat(Comparison.compare(Double.NEGATIVE_INFINITY, new BigDecimal("-1E+125")))
                .isNegative();
    }

    @Test
    void timesCompareByValue() {
        OffsetDateTime noon = OffsetDateTime.parse("2024-06-03T12:00:00Z");
        assertThat(Comparison.compare(noon, OffsetDateTime.parse("2024-06-03T14:00:00+02:00")))
                .isZero();
        assertThat(Comparison.compare(LocalDate.of(2024, 6, 3), LocalDateTime.of(2024, 6, 3, 0, 0)))
                .isZero();
        assertThat(Comparison.compare(LocalDate.of(2024, 6, 3), LocalDateTime.of(2024, 6, 3, 0, 0, 0, 1)))
                .isNegative();
        assertState(SqlState.CANNOT_CONVERT, () -> Comparison.compare(noon.toLocalTime(), noon));
    }

    @Test
    void jsonComparesByStructure() {
        assertThat(json("{\"a\":1,\"b\":[1.0,null]}", "{\"b\":[1,null],\"a\":1e0}"))
                .isZero();
        assertThat(json("null", "false")).isNegative();
        assertThat(json("true", "0")).isNegative();
        assertThat(json("9", "\"1\"")).isNegative();
        assertThat(json("\"z\"", "[]")).isNegative();
        assertThat(json("[9]", "{}")).isNegative();
        assertThat(json("[1]", "[1,null]")).isNegative();
        assertThat(json("{\"a\":2}", "{\"a\":1,\"b\":1}")).isPositive();
        assertThat(json("{\"a\":1}", "{\"b\":0}")).isNegative();
    }

    private static int json(String left, String right) {
        return Comparison.compare(PlainText.parse(left, SqlType.JSON), PlainText.parse(right, SqlType.JSON));
    }

    @Test
    void listsCompareElementByElement() {
        List<Integer> withNull = new ArrayList<>();
        withNull.add(null);
        assertThat(Comparison.compare(List.of(1, 2), List.of(1, 3))).isNegative();
        assertThat(Comparison.compare(List.of(2), List.of(1, 3))).isPositive();
        assertThat(Comparison.compare(List.of(1), List.of(1, 3))).isNegative();
        assertThat(Comparison.compare(withNull, List.of(-1))).isNegative();
        assertThat(Comparison.compare(List.of(), withNull)).isNegative();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    string(5)     | string(7)     | string
                    string        | int           | int
                    decimal(5,2)  | string        | decimal
                    string        | uuid          | uuid
                    string        | json          | json
                    int           | int           | int
                    int           | long          | long
                    int           | decimal(5,2)  | decimal
                    long          | double        | decimal
                    decimal       | double        | decimal
                    double        | double        | double
                    date          | timestamp     | timestamp
                    date          | timestamptz   | timestamptz
                    timestamp     | timestamptz   | timestamptz
                    set<number>   | set<number>   | set<number>
                    set<number>   | list<int>     | list<decimal>
                    list<string(3)> | list<date>  | list<date>
                    """)
    void commonTypes(String left, String right, String common) {
        assertThat(Comparison.common(type(left), type(right))).hasToString(common);
        assertThat(Comparison.common(type(right), type(left))).hasToString(common);
    }

    @ParameterizedTest
    @CsvSource({
        "boolean,int",
        "date,int",
        "time,timestamp",
        "date,time",
        "uuid,int",
        "binary,uuid",
        "json,int",
        "list<int>,int",
        "list<int>,list<date>"
    })
    void noCommonType(String left, String right) {
        assertState(SqlState.CANNOT_CONVERT, () -> Comparison.common(type(left), type(right)));
        assertState(SqlState.CANNOT_CONVERT, () -> Comparison.common(type(right), type(left)));
    }

    private static SqlType type(String text) {
        return SqlTypes.parse(text).orElseThrow();
    }
}
