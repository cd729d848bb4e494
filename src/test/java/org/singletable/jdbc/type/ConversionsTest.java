package org.singletable.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.type.States.assertState;
import static org.singletable.jdbc.type.States.stateOf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.SqlState;

class ConversionsTest {
    private static final Set<Kind> NUMBERS = EnumSet.of(Kind.INT, Kind.LONG, Kind.DECIMAL, Kind.DOUBLE);

    private static final Set<Kind> DATED = EnumSet.of(Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMPTZ);

    /** What each kind converts to, besides itself, string and json, to which all do. */
    private static final Map<Kind, Set<Kind>> ALLOWED = new EnumMap<>(Map.of(
            Kind.INT, with(NUMBERS, Kind.BOOLEAN),
            Kind.LONG, with(NUMBERS, Kind.BOOLEAN),
            Kind.DECIMAL, with(NUMBERS, Kind.BOOLEAN),
            Kind.DOUBLE, with(NUMBERS, Kind.BOOLEAN),
            Kind.BOOLEAN, NUMBERS,
            Kind.DATE, DATED,
            Kind.TIMESTAMP, with(DATED, Kind.TIME),
            Kind.TIMESTAMPTZ, with(DATED, Kind.TIME),
            Kind.LIST, Set.of(Kind.SET)));

    private static final Map<Kind, Object> VALUES = Map.ofEntries(
            Map.entry(Kind.INT, 1),
            Map.entry(Kind.LONG, 1L),
            Map.entry(Kind.DECIMAL, BigDecimal.ONE),
            Map.entry(Kind.DOUBLE, 1.0),
            Map.entry(Kind.BOOLEAN, true),
            Map.entry(Kind.DATE, LocalDate.of(2024, 6, 3)),
            Map.entry(Kind.TIME, LocalTime.of(12, 30)),
            Map.entry(Kind.TIMESTAMP, LocalDateTime.of(2024, 6, 3, 12, 30)),
            Map.entry(Kind.TIMESTAMPTZ, OffsetDateTime.parse("2024-06-03T12:30:00+05:00")),
            Map.entry(Kind.BINARY, Bytes.of(new byte[] {1})),
            Map.entry(Kind.LIST, List.of(1)));

    /** The text of one such number would fill the memory. */
    @ParameterizedTest
    @CsvSource({"1E+999999999", "-1E-999999999", "1E+10000"})
    void numberTooLongToWriteOut(BigDecimal number) {
        assertState(SqlState.NUMERIC_OUT_OF_RANGE, () -> Conversions.convert(number, SqlType.STRING));
        assertState(SqlState.NUMERIC_OUT_OF_RANGE, () -> Conversions.convert(number, SqlType.JSON));
    }

    private static Set<Kind> with(Set<Kind> kinds, Kind more) {
        Set<Kind> all = EnumSet.copyOf(kinds);
        all.add(more);
        return all;
    }

    static Stream<Arguments> pairs() {
        return VALUES.keySet().stream()
                .flatMap(from -> Arrays.stream(Kind.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyPairOfKinds(Kind from, Kind to) {
        SqlType target = to.isArray()
                ? new SqlType(to, 0, 0, to == Kind.SET ? SqlType.DECIMAL : SqlType.INT)
                : new SqlType(to, 0, 0, null);
        boolean allowed = from == to
                || to == Kind.STRING
                || to == Kind.JSON
                || ALLOWED.getOrDefault(from, Set.of()).contains(to);
        Object value = Objects.requireNonNull(VALUES.get(from));

        if (allowed) {
            assertThat(Conversions.convert(value, target)).isInstanceOf(to.valueClass());
        } else {
            assertState(SqlState.CANNOT_CONVERT, () -> Conversions.convert(value, target));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    decimal(18,2)  | 12.5          | string        | 12.50
                    double         | 100           | string        | 100.0
                    double         | 1e20          | string        | 1.0E20
                    boolean        | 1             | string        | true
                    timestamptz    | 2024-06-03 12:00+00 | string  | 2024-06-03T12:00:00Z
                    binary         | 00ff          | string        | 00ff
                    json           | {"a": 1}      | string        | {"a":1}
                    list<int>      | [1]           | string(3)     | [1]
                    decimal        | 2.5           | int           | 3
                    decimal        | -2.5          | int           | -3
                    decimal        | 2.4999        | long          | 2
                    double         | 2.5           | int           | 3
                    double         | -2.5          | int           | -2
                    decimal        | 1e-130        | int           | 0
                    decimal        | 0.5           | int           | 1
                    decimal        | -2147483648.4 | int           | -2147483648
                    decimal        | 9223372036854775807.4 | long  | 9223372036854775807
                    double         | -9223372036854775808 | long   | -9223372036854775808
                    boolean        | true          | int           | 1
                    boolean        | false         | decimal(3,1)  | 0.0
                    json           | 1.5           | decimal       | 1.5
                    json           | 1e2           | int           | 100
                    json           | true          | boolean       | true
                    json           | true          | int           | 1
                    json           | 0             | boolean       | false
                    json           | [2,1]         | set<number>   | [1,2]
                    json           | ["a",null]    | list<string>  | ["a",null]
                    double         | 0.1           | decimal       | 0.1
                    double         | 1e-7          | decimal(18,8) | 1.0E-7
                    decimal        | 1.005         | decimal(5,2)  | 1.01
                    decimal        | -1.005        | decimal(5,2)  | -1.01
                    decimal        | 999.994       | decimal(5,2)  | 999.99
                    decimal        | 1.50          | decimal(5,0)  | 2
                    decimal        | 99999999999999999999999999999999999999 | decimal | 99999999999999999999999999999999999999
                    int            | -1            | boolean       | true
                    double         | 0             | boolean       | false
                    string         | ' 12 '        | int           | 12
                    string         | 1.005         | decimal(5,2)  | 1.01
                    string         | ' YES '       | boolean       | true
                    string         | 2024-06-03    | timestamp     | 2024-06-03T00:00
                    string         | 2024-06-03T12:00:00-05 | timestamp | 2024-06-03T12:00
                    string         | 12:30         | time          | 12:30
                    timestamptz    | 2024-06-03T23:30-05:00 | timestamp | 2024-06-03T23:30
                    timestamptz    | 2024-06-03T23:30-05:00 | date  | 2024-06-03
                    timestamptz    | 2024-06-03T23:30-05:00 | time  | 23:30
                    timestamp      | 2024-06-03T23:30       | date  | 2024-06-03
                    string         | [3,1,3]       | set<number>   | [1, 3]
                    list<string>   | ["2","1"]     | list<int>     | [2, 1]
                    string         | {"a":1.0}     | json          | {"a":1.0}
                    date           | 2024-06-03    | json          | "2024-06-03"
                    binary         | 00ff          | json          | {"$binary":"AP8="}
                    """)
    void converts(String from, String text, String to, String expected) {
        Object value = PlainText.parse(text, type(from));
        Object converted = Conversions.convert(value, type(to));

        assertThat(converted).isInstanceOf(type(to).kind().valueClass());
        if (expected.startsWith("[") || converted instanceof BigDecimal) {
            assertThat(Comparison.equalValues(converted, PlainText.parse(expected.replace(", ", ","), type(to))))
                    .isTrue();
        } else {
            assertThat(converted).hasToString(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    string   | abc                  | string(2)     | 22001
                    int      | 123                  | string(2)     | 22001
                    long     | 2147483648           | int           | 22003
                    decimal  | 2147483647.5         | int           | 22003
                    decimal  | -2147483648.5        | int           | 22003
                    decimal  | 9223372036854775807.5 | long         | 22003
                    decimal  | 9e125                | long          | 22003
                    double   | 9223372036854775808  | long          | 22003
                    double   | NaN                  | int           | 22003
                    double   | NaN                  | decimal       | 22003
                    double   | Infinity             | decimal(5,2)  | 22003
                    double   | 1e126                | decimal       | 22003
                    double   | 1e-131               | decimal       | 22003
                    decimal  | 999.995              | decimal(5,2)  | 22003
                    decimal  | 1e125                | decimal(38,0) | 22003
                    json     | NaN                  | decimal       | 22003
                    json     | 123456789012345678901234567890123456789 | decimal | 22003
                    json     | "1"                  | int           | 22018
                    json     | "2024-06-03"         | date          | 22018
                    json     | null                 | int           | 22018
                    json     | {}                   | list<int>     | 22018
                    json     | [null]               | set<string>   | 22023
                    string   | 12.5                 | int           | 22018
                    string   | 1e3                  | int           | 22018
                    string   | x                    | boolean       | 22018
                    string   | 2024-06-03 12:00:00  | date          | 22018
                    string   | 2024-06-03 12:00:00  | time          | 22018
                    string   | 12:00:00             | timestamp     | 22018
                    string   | x                    | uuid          | 22018
                    string   | hello                | binary        | 22018
                    string   | hello                | json          | 22018
                    string   | hello                | list<string>  | 22018
                    list<string> | ["x"]            | list<int>     | 22018
                    """)
    void refuses(String from, String text, String to, String state) {
        Object value = PlainText.parse(text, type(from));

        assertThat(stateOf(() -> Conversions.convert(value, type(to)))).isEqualTo(state);
    }

    @Test
    void lengthCountsCodePoints() {
        assertThat(Conversions.convert("\uD83D\uDE00\uD83D\uDE00", SqlType.string(2)))
                .isEqualTo("\uD83D\uDE00\uD83D\uDE00");
        assertThat(Conversions.cast("\uD83D\uDE00bc", SqlType.string(2))).isEqualTo("\uD83D\uDE00b");
        assertState(SqlState.STRING_TOO_LONG, () -> Conversions.convert("abc", SqlType.string(2)));
    }

    @ParameterizedTest
    @CsvSource({"\uD83D", "a\uDE00", "\uD83Da", "\uD83D\uD83D\uDE00", "\uDE00\uD83D"})
    void loneSurrogatesAreRefused(String text) {
        assertState(SqlState.INVALID_VALUE, () -> Conversions.convert(text, SqlType.STRING));
        assertState(SqlState.INVALID_VALUE, () -> Conversions.convert(List.of(text), SqlType.list(SqlType.STRING)));
        assertState(SqlState.INVALID_VALUE, () -> Conversions.convert(List.of(text), SqlType.JSON));
    }

    @Test
    void decimalsHaveTheFormOfTheirType() {
        assertThat(Conversions.convert(new BigDecimal("12.500"), SqlType.DECIMAL))
                .isEqualTo(new BigDecimal("12.5"));
        assertThat(Conversions.convert(new BigDecimal("1E+3"), SqlType.DECIMAL)).isEqualTo(new BigDecimal("1000"));
        assertThat(Conversions.convert(new BigDecimal("0E+500"), SqlType.DECIMAL))
                .isEqualTo(BigDecimal.ZERO);
        assertThat(Conversions.convert(12, SqlType.decimal(5, 2))).isEqualTo(new BigDecimal("12.00"));
        assertThat(Conversions.convert(new BigDecimal("9.9999999999999999999999999999999999999E+125"), SqlType.DECIMAL))
                .isEqualTo(new BigDecimal("99999999999999999999999999999999999999" + "0".repeat(88)));
    }

    @Test
    void localTimesGoThroughTheZoneOfTheJvm() {
        LocalDateTime local = LocalDateTime.of(2024, 6, 3, 12, 0);
        OffsetDateTime expected = local.atZone(ZoneId.systemDefault()).toOffsetDateTime();

        assertThat(Conversions.convert(local, SqlType.TIMESTAMPTZ)).isEqualTo(expected);
        assertThat(Conversions.convert("2024-06-03 12:00", SqlType.TIMESTAMPTZ)).isEqualTo(expected);
        assertThat(Conversions.convert(local.toLocalDate(), SqlType.TIMESTAMPTZ))
                .isEqualTo(expected.minusHours(12));
    }

    @Test
    void yearsOutsideFourDigitsAreOutOfRange() {
        assertState(SqlState.NUMERIC_OUT_OF_RANGE, () -> Conversions.convert(LocalDate.of(10000, 1, 1), SqlType.DATE));
        assertState(
                SqlState.NUMERIC_OUT_OF_RANGE,
                () -> Conversions.convert(LocalDateTime.of(0, 12, 31, 23, 59), SqlType.TIMESTAMP));
        assertState(
                SqlState.NUMERIC_OUT_OF_RANGE,
                () -> Conversions.convert(OffsetDateTime.parse("9999-12-31T23:30:00-01:00"), SqlType.TIMESTAMPTZ));
        assertThat(Conversions.convert(LocalDate.of(9999, 12, 31), SqlType.DATE))
                .hasToString("9999-12-31");
        assertThat(Conversions.convert(LocalDate.of(1, 1, 1), SqlType.DATE)).hasToString("0001-01-01");
    }

    @Test
    void setsAreSortedWithoutDuplicates() {
        assertThat(Conversions.convert(List.of("b", "a", "b"), SqlType.set(SqlType.STRING)))
                .isEqualTo(List.of("a", "b"));
        assertThat(Conversions.convert(List.of(2, new BigDecimal("1.0"), 1L), SqlType.set(SqlType.DECIMAL)))
                .isEqualTo(List.of(BigDecimal.ONE, new BigDecimal("2")));
        assertThat(Conversions.convert(List.of(), SqlType.set(SqlType.STRING))).isEqualTo(List.of());
        assertState(
                SqlState.INVALID_VALUE,
                () -> Conversions.convert(Arrays.asList("a", null), SqlType.set(SqlType.STRING)));
    }

    private static SqlType type(String text) {
        return SqlTypes.parse(text).orElseThrow();
    }
}
