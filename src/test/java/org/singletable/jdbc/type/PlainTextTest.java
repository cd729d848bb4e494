package org.singletable.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.singletable.jdbc.type.States.stateOf;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlainTextTest {
    /** Reading it would take time in the square of its length. */
    @Test
    void aNumberHasATextOfSomeLength() {
        String longest = "0".repeat(Decimals.MAX_TEXT - 1) + "7";
        assertThat(PlainText.parse(longest, SqlType.DECIMAL)).isEqualTo(BigDecimal.valueOf(7));
        assertThat(stateOf(() -> PlainText.parse("0" + longest, SqlType.DECIMAL)))
                .isEqualTo("22003");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    string        | a b                               | a b
                    int           | -2147483648                       | -2147483648
                    int           | +007                              | 7
                    long          | 9223372036854775807               | 9223372036854775807
                    decimal       | 12.50                             | 12.5
                    decimal       | 1e3                               | 1000
                    decimal       | -1E-3                             | -0.001
                    decimal       | 0.000                             | 0
                    decimal       | .5                                | 0.5
                    decimal(18,2) | 12.5                              | 12.5
                    double        | 1e10                              | 10000000000
                    double        | -0.0                              | 0
                    double        | 0.1                               | 0.1
                    double        | NaN                               | NaN
                    double        | -Infinity                         | -Infinity
                    boolean       | true                              | true
                    boolean       | F                                 | false
                    boolean       | Yes                               | true
                    boolean       | 0                                 | false
                    date          | 2024-02-29                        | 2024-02-29
                    date          | 0001-01-01                        | 0001-01-01
                    time          | 12:00                             | 12:00:00
                    time          | 12:00:00.5                        | 12:00:00.500
                    time          | 12:00:00.123456                   | 12:00:00.123456
                    time          | 23:59:59.999999999                | 23:59:59.999999999
                    timestamp     | 2024-06-03 12:00                  | 2024-06-03T12:00:00
                    timestamp     | 2024-06-03T12:00:00.1200          | 2024-06-03T12:00:00.120
                    timestamptz   | 2024-06-03 12:00:00+00:00         | 2024-06-03T12:00:00Z
                    timestamptz   | 2024-06-03T12:00+02               | 2024-06-03T12:00:00+02:00
                    timestamptz   | 2024-06-03T12:00:00-05:30         | 2024-06-03T12:00:00-05:30
                    timestamptz   | 2024-06-03T12:00:00.000001Z       | 2024-06-03T12:00:00.000001Z
                    timestamptz   | 1800-06-03T12:00:00+00:53:28      | 1800-06-03T12:00:00+00:53:28
                    uuid          | B0A3E7E2-0000-4000-8000-00000000000F | b0a3e7e2-0000-4000-8000-00000000000f
                    binary        | 00FF                              | 00ff
                    json          | { "b" : 1.50, "a" : [ null, 1e2 ] } | {"b":1.50,"a":[null,100]}
                    json          | {"x":NaN}                         | {"x":NaN}
                    set<number>   | [3, 1, 1.0]                       | [1,3]
                    set<string>   | ["b","a","b"]                     | ["a","b"]
                    set<binary>   | ["00ff"]                          | [{"$binary":"AP8="}]
                    list<decimal> | [1e2, null, 1.50]                 | [100,null,1.5]
                    list<date>    | ["2024-01-01"]                    | ["2024-01-01"]
                    list<list<int>> | [[1],[]]                        | [[1],[]]
                    list<json>    | [{"a":1},"x"]                     | [{"a":1},"x"]
                    """)
    void parsesAndRenders(String type, String text, String rendered) {
        Object value = PlainText.parse(text, type(type));

        assertThat(PlainText.render(value)).isEqualTo(rendered);
        assertThat(value).isInstanceOf(type(type).kind().valueClass());
        assertThat(Comparison.equalValues(PlainText.parse(rendered, type(type)), value))
                .as("what was rendered reads as the same value")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    string(2)     | abc                                   | 22001
                    int           | ''                                    | 22018
                    int           | ' 1'                                  | 22018
                    int           | 1.0                                   | 22018
                    int           | 1e3                                   | 22018
                    int           | +-1                                   | 22018
                    int           | -                                     | 22018
                    int           | ١٢                                    | 22018
                    int           | 2147483648                            | 22003
                    int           | -2147483649                           | 22003
                    long          | 9223372036854775808                   | 22003
                    long          | 99999999999999999999999               | 22003
                    decimal       | 1,5                                   | 22018
                    decimal       | ١                                     | 22018
                    decimal       | NaN                                   | 22018
                    decimal       | 123456789012345678901234567890123456789 | 22003
                    decimal       | 1e126                                 | 22003
                    decimal       | 1e-131                                | 22003
                    decimal       | 1e2000000000                          | 22003
                    decimal(5,2)  | 1000                                  | 22003
                    decimal(5,2)  | 1.005                                 | 22003
                    double        | 1d                                    | 22018
                    double        | 0x1p3                                 | 22018
                    double        | infinity                              | 22018
                    double        | 1e309                                 | 22003
                    double        | 1e-400                                | 22003
                    boolean       | on                                    | 22018
                    boolean       | 2                                     | 22018
                    date          | 2023-02-29                            | 22018
                    date          | 2024-1-2                              | 22018
                    date          | 2024-06-03T00:00:00                   | 22018
                    date          | 20240603                              | 22018
                    date          | 0000-12-31                            | 22003
                    date          | +10000-01-01                          | 22003
                    date          | -0001-01-01                           | 22003
                    time          | 24:00:00                              | 22018
                    time          | 12                                    | 22018
                    time          | 12:00:60                              | 22018
                    time          | 12:00:00.1234567891                   | 22018
                    time          | 12:00:00Z                             | 22018
                    timestamp     | 2024-06-03                            | 22018
                    timestamp     | 2024-06-03T12:00:00Z                  | 22018
                    timestamp     | 2024-06-03  12:00:00                  | 22018
                    timestamptz   | 2024-06-03T12:00:00                   | 22018
                    timestamptz   | 2024-06-03T12:00:00+0200              | 22018
                    timestamptz   | 2024-06-03T12:00:00+19:00             | 22018
                    timestamptz   | 2024-06-03T12:00:00 CET               | 22018
                    timestamptz   | 0001-01-01T00:00:00+01:00             | 22003
                    timestamptz   | 9999-12-31T23:59:59-01:00             | 22003
                    uuid          | b0a3e7e2000040008000000000000000      | 22018
                    uuid          | 1-2-3-4-5                             | 22018
                    uuid          | g0a3e7e2-0000-4000-8000-000000000000  | 22018
                    binary        | abc                                   | 22018
                    binary        | 0g                                    | 22018
                    json          | ''                                    | 22018
                    json          | {"a":1                                | 22018
                    json          | 1 2                                   | 22018
                    json          | {"a":1,"a":2}                         | 22018
                    json          | "\\ud800"                             | 22023
                    json          | {"\\udc00":1}                         | 22018
                    json          | 1e10000                               | 22003
                    set<string>   | "a"                                   | 22018
                    set<string>   | ["a",null]                            | 22023
                    set<binary>   | [{"$binary":"!"}]                     | 22018
                    list<int>     | [1,"x"]                               | 22018
                    list<int>     | [3000000000]                          | 22003
                    list<int>     | {}                                    | 22018
                    """)
    void refuses(String type, String text, String state) {
        assertThat(stateOf(() -> PlainText.parse(text, type(type)))).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource
    void everyValueReadsBackFromItsText(Kind kind) {
        Samples samples = new Samples(4711);
        for (int i = 0; i < 3000; i++) {
            SqlType type = samples.type(kind);
            Object value = samples.value(type);
            String text = PlainText.render(value);

            assertThat(PlainText.parse(text, type))
                    .as("seed 4711, case %d: %s", i, text)
                    .satisfies(read ->
                            assertThat(Comparison.equalValues(read, value)).isTrue())
                    .satisfies(read -> assertThat(PlainText.render(read)).isEqualTo(text));
        }
    }

    @Test
    void decimalsWithoutLimitHaveNeitherTrailingZerosNorNegativeScale() {
        assertThat(PlainText.parse("12.500", SqlType.DECIMAL)).isEqualTo(new BigDecimal("12.5"));
        assertThat(PlainText.parse("1e3", SqlType.DECIMAL)).isEqualTo(new BigDecimal("1000"));
        assertThat(PlainText.parse("12.5", SqlType.decimal(18, 2))).isEqualTo(new BigDecimal("12.50"));
    }

    private static SqlType type(String text) {
        return SqlTypes.parse(text).orElseThrow();
    }
}
