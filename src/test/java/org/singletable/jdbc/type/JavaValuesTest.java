package org.singletable.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.singletable.jdbc.type.States.assertState;
import static org.singletable.jdbc.type.States.stateOf;

import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.singletable.jdbc.error.SqlState;

class JavaValuesTest {
    private static final String A_UUID = "b0a3e7e2-0000-4000-8000-00000000000f";

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of("a", "a"),
                Arguments.of((byte) -1, -1),
                Arguments.of((short) 7, 7),
                Arguments.of(7, 7),
                Arguments.of(7L, 7L),
                Arguments.of(0.1f, 0.1),
                Arguments.of(0.1, 0.1),
                Arguments.of(new BigDecimal("1.50"), new BigDecimal("1.50")),
                Arguments.of(BigInteger.TEN, BigDecimal.TEN),
                Arguments.of(true, true),
                Arguments.of(UUID.fromString(A_UUID), A_UUID),
                Arguments.of('c', "c"),
                Arguments.of(new byte[] {1, 2}, Bytes.of(new byte[] {1, 2})),
                Arguments.of(LocalDate.of(2024, 6, 3), LocalDate.of(2024, 6, 3)),
                Arguments.of(LocalTime.of(1, 2, 3, 4), LocalTime.of(1, 2, 3, 4)),
                Arguments.of(LocalDateTime.of(2024, 6, 3, 1, 2), LocalDateTime.of(2024, 6, 3, 1, 2)),
                Arguments.of(
                        OffsetDateTime.parse("2024-06-03T12:00:00+02:00"),
                        OffsetDateTime.parse("2024-06-03T12:00:00+02:00")),
                Arguments.of(
                        ZonedDateTime.parse("2024-06-03T12:00:00+02:00[Europe/Berlin]"),
                        OffsetDateTime.parse("2024-06-03T12:00:00+02:00")),
                Arguments.of(Instant.parse("2024-06-03T12:00:00Z"), OffsetDateTime.parse("2024-06-03T12:00:00Z")),
                Arguments.of(List.of(1, "a"), List.of(1, "a")),
                Arguments.of(new Object[] {(short) 1, null}, Arrays.asList(1, null)),
                Arguments.of(new String[] {"a"}, List.of("a")),
                Arguments.of(Set.of("a"), List.of("a")),
                Arguments.of(new ArrayValue(List.of(1), SqlType.list(SqlType.INT)), List.of(1)),
                Arguments.of(JsonNodeFactory.instance.textNode("a"), JsonNodeFactory.instance.textNode("a")));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void takesJavaObjects(Object object, Object expected) {
        assertThat(JavaValues.fromJava(object, null)).isEqualTo(expected);
    }

    static Stream<Object> refused() {
        return Stream.of(
                new StringBuilder("a"),
                OffsetTime.parse("12:00:00Z"),
                Map.of(),
                new int[] {1},
                new Object(),
                BinaryNode.valueOf(new byte[0]),
                ZoneId.of("UTC"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesOtherObjects(Object object) {
        assertState(SqlState.CANNOT_CONVERT, () -> JavaValues.fromJava(object, null));
        assertState(SqlState.CANNOT_CONVERT, () -> JavaValues.fromJava(List.of(object), null));
    }

    static Stream<Object> outOfRange() {
        return Stream.of(
                Instant.MAX,
                Instant.MIN,
                OffsetDateTime.MAX,
                LocalDate.MIN,
                LocalDateTime.MAX,
                new Date(Long.MAX_VALUE),
                new java.sql.Date(Long.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void refusesDatesOutOfRange(Object object) {
        assertState(SqlState.NUMERIC_OUT_OF_RANGE, () -> JavaValues.fromJava(object, null));
    }

    /** Every getter on every type: the value as text, or the state. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    string        | 12                        | java.lang.Byte            | 12
                    string        | 300                       | java.lang.Byte            | 22003
                    string        | 1.5                       | java.math.BigDecimal      | 1.5
                    string        | 1e3                       | java.math.BigInteger      | 1000
                    string        | true                      | java.lang.Boolean         | true
                    string        | x                         | java.lang.Integer         | 22018
                    string        | 2024-06-03                | java.sql.Date             | 2024-06-03
                    string        | 12:30                     | java.sql.Time             | 12:30:00
                    string        | 2024-06-03 12:30          | java.sql.Timestamp        | 2024-06-03 12:30:00.0
                    string        | 2024-06-03                | java.time.LocalDate       | 2024-06-03
                    string        | 2024-06-03T12:30:00+02    | java.time.OffsetDateTime  | 2024-06-03T12:30+02:00
                    string        | 2024-06-03T12:30:00       | java.time.OffsetDateTime  | 22018
                    string        | b0a3e7e2-0000-4000-8000-00000000000f | java.util.UUID | b0a3e7e2-0000-4000-8000-00000000000f
                    string        | ab                        | [B                        | 22018
                    string        | a                         | java.lang.Character       | 22018
                    string        | [1]                       | java.sql.Array            | 22018
                    int           | 127                       | java.lang.Byte            | 127
                    int           | 128                       | java.lang.Byte            | 22003
                    int           | -32769                    | java.lang.Short           | 22003
                    int           | 5                         | java.lang.Long            | 5
                    int           | 5                         | java.lang.Double          | 5.0
                    int           | 5                         | java.math.BigDecimal      | 5
                    int           | 0                         | java.lang.Boolean         | false
                    int           | 5                         | java.lang.String          | 5
                    int           | 5                         | java.lang.Object          | 5
                    int           | 5                         | java.sql.Date             | 22018
                    int           | 5                         | java.util.UUID            | 22018
                    int           | 5                         | [B                        | 22018
                    int           | 5                         | int                       | 22018
                    long          | 2147483648                | java.lang.Integer         | 22003
                    decimal       | 12.5                      | java.lang.Integer         | 13
                    decimal       | 127.5                     | java.lang.Byte            | 22003
                    decimal       | 1e30                      | java.lang.Long            | 22003
                    decimal       | 1e30                      | java.math.BigInteger      | 1000000000000000000000000000000
                    decimal       | 1e39                      | java.lang.Float           | 22003
                    decimal       | 1e100                     | java.lang.Double          | 1.0E100
                    decimal       | 1e5                       | java.lang.String          | 100000
                    decimal       | 0.0000001                 | java.lang.String          | 0.0000001
                    decimal(18,2) | 12.5                      | java.lang.String          | 12.50
                    decimal(18,2) | 12.5                      | java.math.BigDecimal      | 12.50
                    decimal(18,2) | 12.5                      | java.lang.Object          | 12.50
                    double        | 100                       | java.lang.String          | 100.0
                    double        | 0.1                       | java.lang.Float           | 0.1
                    double        | 1e39                      | java.lang.Float           | 22003
                    double        | Infinity                  | java.lang.Float           | Infinity
                    double        | NaN                       | java.lang.Double          | NaN
                    double        | NaN                       | java.lang.Integer         | 22003
                    double        | NaN                       | java.math.BigDecimal      | 22003
                    double        | 1e300                     | java.math.BigDecimal      | 1.0E+300
                    boolean       | true                      | java.lang.Integer         | 1
                    boolean       | true                      | java.lang.String          | true
                    date          | 2024-06-03                | java.lang.Object          | 2024-06-03
                    date          | 2024-06-03                | java.time.LocalDate       | 2024-06-03
                    date          | 2024-06-03                | java.time.LocalDateTime   | 2024-06-03T00:00
                    date          | 2024-06-03                | java.sql.Timestamp        | 2024-06-03 00:00:00.0
                    date          | 2024-06-03                | java.time.LocalTime       | 22018
                    date          | 2024-06-03                | java.sql.Time             | 22018
                    date          | 2024-06-03                | java.lang.Integer         | 22018
                    date          | 0001-01-01                | java.sql.Date             | 0001-01-01
                    date          | 1500-02-28                | java.sql.Date             | 1500-02-28
                    time          | 12:30:00.5                | java.lang.Object          | 12:30:00
                    time          | 12:30:00.5                | java.lang.String          | 12:30:00.500
                    time          | 12:30                     | java.time.LocalTime       | 12:30
                    time          | 12:30                     | java.sql.Timestamp        | 22018
                    timestamp     | 2024-06-03 12:30          | java.lang.Object          | 2024-06-03 12:30:00.0
                    timestamp     | 2024-06-03 12:30          | java.time.LocalTime       | 12:30
                    timestamp     | 2024-06-03 12:30          | java.sql.Date             | 2024-06-03
                    timestamp     | 2024-06-03 12:30          | java.sql.Time             | 12:30:00
                    timestamp     | 2024-06-03 12:30:00.000000001 | java.util.Date        | 2024-06-03 12:30:00.000000001
                    timestamp     | 1500-02-28 12:30          | java.sql.Timestamp        | 1500-02-28 12:30:00.0
                    timestamp     | 2024-06-03 12:30          | java.time.OffsetDateTime  | 22018
                    timestamp     | 2024-06-03 12:30          | java.time.Instant         | 22018
                    timestamptz   | 2024-06-03 12:30+02       | java.lang.Object          | 2024-06-03T12:30+02:00
                    timestamptz   | 2024-06-03 12:30+02       | java.time.Instant         | 2024-06-03T10:30:00Z
                    timestamptz   | 2024-06-03 12:30+02       | java.time.ZonedDateTime   | 2024-06-03T12:30+02:00
                    timestamptz   | 2024-06-03 12:30+02       | java.time.LocalDateTime   | 2024-06-03T12:30
                    timestamptz   | 2024-06-03 12:30+02       | java.lang.String          | 2024-06-03T12:30:00+02:00
                    timestamptz   | 2024-06-03 12:30+02       | java.time.OffsetTime      | 22018
                    uuid          | B0A3E7E2-0000-4000-8000-00000000000F | java.util.UUID | b0a3e7e2-0000-4000-8000-00000000000f
                    uuid          | B0A3E7E2-0000-4000-8000-00000000000F | java.lang.Object | b0a3e7e2-0000-4000-8000-00000000000f
                    uuid          | b0a3e7e2-0000-4000-8000-00000000000f | java.sql.Date  | 22018
                    binary        | 00ff                      | java.lang.String          | 00ff
                    binary        | 00ff                      | java.lang.Integer         | 22018
                    json          | {"a":1}                   | java.lang.Object          | {"a":1}
                    json          | 5                         | java.lang.Integer         | 5
                    json          | "x"                       | java.lang.String          | "x"
                    list<int>     | [1,null]                  | java.lang.String          | [1,null]
                    list<int>     | [1,null]                  | java.util.List            | [1, null]
                    list<int>     | [1,null]                  | java.sql.Array            | [1,null]
                    list<int>     | [1,null]                  | java.lang.Object          | [1,null]
                    set<string>   | ["b","a"]                 | java.lang.String          | ["a","b"]
                    list<int>     | [1]                       | java.lang.Integer         | 22018
                    """)
    void getters(String typeText, String text, String className, String expected) throws ClassNotFoundException {
        SqlType type = SqlTypes.parse(typeText).orElseThrow();
        Object value = PlainText.parse(text, type);
        Class<?> target = className.equals("int") ? int.class : Class.forName(className);

        if (expected.matches("22\\d{3}")) {
            assertThat(stateOf(() -> JavaValues.toJava(value, type, target, null)))
                    .isEqualTo(expected);
        } else {
            assertThat(JavaValues.toJava(value, type, target, null).toString()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void getObjectGivesTheClassOfTheMetadata(Kind kind) {
        Samples samples = new Samples(1);
        SqlType type = samples.type(kind);
        for (int i = 0; i < 50; i++) {
            assertThat(JavaValues.toJava(samples.value(type), type, Object.class, null))
                    .isInstanceOf(kind.objectClass());
        }
    }

    /** What getObject gave can be set again and is the same value. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TIME")
    void setObjectOfGetObjectKeepsTheValue(Kind kind) {
        Samples samples = new Samples(2);
        for (int i = 0; i < 2000; i++) {
            SqlType type = samples.type(kind);
            if (Set.of(SqlType.list(SqlType.TIME), SqlType.list(SqlType.BINARY)).contains(type)) {
                continue;
            }
            Object value = samples.value(type);
            Object object = JavaValues.toJava(value, type, Object.class, null);
            Object back = Conversions.convert(JavaValues.fromJava(object, null), type);
            assertThat(Comparison.compare(back, value))
                    .as("seed 2, case %d: %s", i, value)
                    .isZero();
        }
    }

    @Test
    void floatsAreAsNearAsFloatsCanBe() {
        assertThat(JavaValues.toJava(16_777_217, SqlType.INT, Float.class, null))
                .isCloseTo(16_777_216f, within(0f));
        assertThat(JavaValues.toJava(Long.MAX_VALUE, SqlType.LONG, Double.class, null))
                .isEqualTo(0x1p63);
    }

    @Test
    void bytesAreCopied() {
        byte[] given = {1, 2};
        Object value = JavaValues.fromJava(given, null);
        given[0] = 9;
        byte[] first = JavaValues.toJava(value, SqlType.BINARY, byte[].class, null);
        first[0] = 9;

        assertThat(JavaValues.toJava(value, SqlType.BINARY, byte[].class, null)).containsExactly(1, 2);
        assertThat(JavaValues.toJava(value, SqlType.BINARY, Object.class, null)).isEqualTo(new byte[] {1, 2});
    }

    @Test
    void arraysHaveTheElementsOfGetObject() throws Exception {
        SqlType type = SqlType.list(SqlType.decimal(5, 2));
        Array array = JavaValues.toJava(Arrays.asList(new BigDecimal("1.5"), null), type, Array.class, null);

        assertThat((BigDecimal[]) array.getArray()).containsExactly(new BigDecimal("1.50"), null);
        assertThat((BigDecimal[]) array.getArray(2, 5)).hasSize(1).containsOnlyNulls();
        assertThat(array.getBaseTypeName()).isEqualTo("DECIMAL");
        assertThat(array.getBaseType()).isEqualTo(java.sql.Types.DECIMAL);
        assertThat(JavaValues.toJava(List.of("a"), SqlType.set(SqlType.STRING), Object[].class, null))
                .isInstanceOf(String[].class)
                .containsExactly("a");
    }
}
