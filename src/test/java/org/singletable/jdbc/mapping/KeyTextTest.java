package org.singletable.jdbc.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.SqlTypes;

class KeyTextTest {
    private static final int CASES = 5_000;

    /** The vectors that stand in docs/mapping.md. */
    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of("string", "john doe", "john%20doe"),
                Arguments.of("string", "a#b", "a%23b"),
                Arguments.of("string", "\n", "%0A"),
                Arguments.of("string", "100%$\u0000", "100%25%24%00"),
                Arguments.of("string", "Zoë&日本😀", "Zoë&日本😀"),
                Arguments.of("string", "", ""),
                Arguments.of("int", 42, "0000000042"),
                Arguments.of("int", 0, "0000000000"),
                Arguments.of("int", -1, "-9999999998"),
                Arguments.of("int", Integer.MAX_VALUE, "2147483647"),
                Arguments.of("int", Integer.MIN_VALUE, "-7852516351"),
                Arguments.of("long", 42L, "0000000000000000042"),
                Arguments.of("long", -1L, "-9999999999999999998"),
                Arguments.of("long", Long.MAX_VALUE, "9223372036854775807"),
                Arguments.of("long", Long.MIN_VALUE, "-0776627963145224191"),
                Arguments.of("decimal", new BigDecimal("0"), "1"),
                Arguments.of("decimal", new BigDecimal("1"), "25011"),
                Arguments.of("decimal", new BigDecimal("12.5"), "2502125"),
                Arguments.of("decimal", new BigDecimal("0.001"), "24981"),
                Arguments.of("decimal", new BigDecimal("-1"), "04988~"),
                Arguments.of("decimal(18,2)", new BigDecimal("12.50"), "2502125"),
                Arguments.of("boolean", true, "true"),
                Arguments.of("boolean", false, "false"),
                Arguments.of("date", LocalDate.parse("2024-06-03"), "2024-06-03"),
                Arguments.of("date", LocalDate.of(1, 1, 1), "0001-01-01"),
                Arguments.of("time", LocalTime.parse("12:34:56"), "12:34:56.000000000"),
                Arguments.of("timestamp", LocalDateTime.parse("2024-06-03T12:00:00"), "2024-06-03T12:00:00.000000000"),
                Arguments.of(
                        "timestamptz", OffsetDateTime.parse("2024-06-03T12:00:00Z"), "2024-06-03T12:00:00.000000000Z"),
                Arguments.of("uuid", "11111111-1111-4111-8111-11111111111a", "11111111-1111-4111-8111-11111111111a"),
                Arguments.of("binary", Bytes.of(new byte[] {0, (byte) 0xAB}), "00ab"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void vectorsHoldBothWays(String type, Object value, String text) {
        Column column = Columns.column("c", SqlTypes.parse(type).orElseThrow());
        assertThat(KeyText.render(value, column)).isEqualTo(text);
        assertThat(KeyText.parse(text, column)).contains(value);
    }

    @Test
    void instantsAreWrittenInUtc() {
        Column column = Columns.column("c", SqlType.TIMESTAMPTZ);
        OffsetDateTime value = OffsetDateTime.parse("2024-06-03T00:30:00.5+02:00");
        assertThat(KeyText.render(value, column)).isEqualTo("2024-06-02T22:30:00.500000000Z");
    }

    @ParameterizedTest
    @CsvSource({
        "string, a#b",
        "string, a b",
        "string, a%2b",
        "string, a%2",
        "string, a%",
        "string, a%41",
        "string, a%zz",
        "string, a%26",
        "int, 42",
        "int, 00000000042",
        "int, 9999999999",
        "int, -9999999999",
        "int, +000000042",
        "long, 9999999999999999999",
        "decimal, 0",
        "decimal, 2",
        "decimal, 2501",
        "decimal, 25010",
        "decimal, 250110",
        "decimal, 250101",
        "decimal, 04988",
        "decimal, 04989~",
        "decimal, 3",
        "decimal, 35011",
        "'decimal(18,2)', 2501125555",
        "boolean, TRUE",
        "boolean, 1",
        "boolean, nothing",
        "date, 2024-6-3",
        "date, 2024-02-30",
        "date, 0000-01-01",
        "date, +10000-01-01",
        "time, 12:00",
        "time, 12:00:00",
        "timestamp, 2024-06-03 12:00:00.000000000",
        "timestamp, 2024-06-03T12:00:00Z",
        "timestamptz, 2024-06-03T12:00:00.000000000",
        "timestamptz, 2024-06-03T12:00:00.000000000+02:00",
        "uuid, 11111111-1111-4111-8111-11111111111A",
        "uuid, 1-1-1-1-1",
        "binary, 0",
        "binary, AB"
    })
    void whatIsNeverRenderedIsNotRead(String type, String text) {
        assertThat(KeyText.parse(text, Columns.column("c", SqlTypes.parse(type).orElseThrow())))
                .isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("string", "a\uD83D", SqlState.INVALID_VALUE),
                Arguments.of("string", "\uDE00a", SqlState.INVALID_VALUE),
                Arguments.of("date", LocalDate.of(10000, 1, 1), SqlState.NUMERIC_OUT_OF_RANGE),
                Arguments.of("date", LocalDate.of(0, 1, 1), SqlState.NUMERIC_OUT_OF_RANGE),
                Arguments.of(
                        "timestamptz",
                        OffsetDateTime.parse("9999-12-31T23:59:59-01:00"),
                        SqlState.NUMERIC_OUT_OF_RANGE),
                Arguments.of("decimal", new BigDecimal("1e600"), SqlState.NUMERIC_OUT_OF_RANGE),
                Arguments.of("decimal", new BigDecimal("1e-600"), SqlState.NUMERIC_OUT_OF_RANGE));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatHasNoKeyTextIsRefusedNamingTheColumn(String type, Object value, SqlState state) {
        Column column = Columns.column("amount", SqlTypes.parse(type).orElseThrow());
        assertThatThrownBy(() -> KeyText.render(value, column))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.state()).isEqualTo(state))
                .hasMessageContaining("column amount");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DOUBLE", "JSON", "SET", "LIST"},
            mode = EnumSource.Mode.EXCLUDE)
    void textsAreInjectiveReversibleAndOrdered(Kind kind) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Column column = Columns.column("c", new SqlType(kind, 0, 0, null));
        for (int i = 0; i < CASES; i++) {
            Object a = RandomValues.of(kind, random);
            Object b = random.nextInt(4) == 0 ? RandomValues.near(a, random) : RandomValues.of(kind, random);
            String textA = KeyText.render(a, column);
            String textB = KeyText.render(b, column);
            String description = "seed " + seed + ": " + a + " as " + textA + ", " + b + " as " + textB;
            assertThat(SameValue.test(KeyText.parse(textA, column).orElse(null), a))
                    .as(description)
                    .isTrue();
            int values = Integer.signum(Comparison.compare(a, b));
            assertThat(utf8(textA, textB)).as(description).isEqualTo(values);
            // What follows a part begins with # or is nothing at all, and the order stays.
            assertThat(utf8(textA + "#x", textB + "#x")).as(description).isEqualTo(values);
            assertThat(textA.indexOf('#')).as(description).isNegative();
        }
    }

    @Test
    void orderHoldsAcrossParts() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Kind> kinds =
                Arrays.stream(Kind.values()).filter(KeyText::supports).toList();
        for (int i = 0; i < CASES; i++) {
            int parts = 1 + random.nextInt(3);
            List<Object> left = new ArrayList<>();
            List<Object> right = new ArrayList<>();
            StringBuilder leftKey = new StringBuilder("E");
            StringBuilder rightKey = new StringBuilder("E");
            for (int part = 0; part < parts; part++) {
                Kind kind = kinds.get(random.nextInt(kinds.size()));
                Column column = Columns.column("c", new SqlType(kind, 0, 0, null));
                Object a = RandomValues.of(kind, random);
                Object b = random.nextBoolean() ? a : RandomValues.near(a, random);
                left.add(a);
                right.add(b);
                leftKey.append('#').append(KeyText.render(a, column));
                rightKey.append('#').append(KeyText.render(b, column));
            }
            assertThat(utf8(leftKey.toString(), rightKey.toString()))
                    .as("seed %d: %s and %s", seed, leftKey, rightKey)
                    .isEqualTo(compare(left, right));
        }
    }

    private static int compare(List<Object> left, List<Object> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = Comparison.compare(left.get(i), right.get(i));
            if (order != 0) {
                return Integer.signum(order);
            }
        }
        return 0;
    }

    /** DynamoDB's order of strings. */
    private static int utf8(String left, String right) {
        return Integer.signum(
                Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8)));
    }
}
