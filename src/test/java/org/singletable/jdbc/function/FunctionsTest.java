package org.singletable.jdbc.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.SqlTypes;

/** What functions give, by hand; FunctionsLikeH2Test compares many more with H2. */
class FunctionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            1 + 2 ; int ; 3
            2147483647 + 1 ; 22003 ;
            2147483647 + 2147483648 ; long ; 4294967295
            9223372036854775807 + 1 ; 22003 ;
            1 - 2147483648 ; long ; -2147483647
            -2147483647 - 2 ; 22003 ;
            7 / 2 ; int ; 3
            -7 / 2 ; int ; -3
            7 / 0 ; 22012 ;
            7 % 0 ; 22012 ;
            7.0 / 0 ; 22012 ;
            CAST(1 AS double) / 0 ; 22012 ;
            -7 % 2 ; int ; -1
            9223372036854775807 % 10 ; int ; 7
            10 % 9223372036854775807 ; long ; 10
            MOD(7.5, 2) ; decimal ; 1.5
            CAST(7.5 AS decimal(5,2)) % 2 ; decimal(5,2) ; 1.50
            1.10 * 3 ; decimal ; 3.3
            CAST(1.1 AS decimal(5,2)) * 3 ; decimal(15,2) ; 3.30
            CAST(2.5 AS decimal(5,2)) + CAST(1.5 AS decimal(5,2)) ; decimal(6,2) ; 4.00
            CAST(2.5 AS decimal(5,2)) - CAST(1 AS decimal(6,1)) ; decimal(8,2) ; 1.50
            1.0 / 3 ; decimal ; 0.33333333333333333333333333333333333333
            2.0 / 3 ; decimal ; 0.66666666666666666666666666666666666667
            CAST(2 AS decimal(5,2)) / CAST(3 AS decimal(5,2)) ; decimal(15,10) ; 0.6666666667
            CAST(1 AS decimal(3,0)) / CAST(128 AS decimal(3,0)) ; decimal(9,6) ; 0.007812
            CAST('99999999999999999999999999999999999999' AS decimal) + 1 ; decimal ; 100000000000000000000000000000000000000
            CAST('99999999999999999999999999999999999999' AS decimal) + 2 ; 22003 ;
            CAST('99999999999999999999999999999999999999' AS decimal) + 0.1 ; 22003 ;
            CAST('1E125' AS decimal) * 100 ; 22003 ;
            CAST('1E-130' AS decimal) / 10 ; 22003 ;
            CAST(1.5 AS double) + 2 ; double ; 3.5
            CAST(1.5 AS double) + 2.5 ; double ; 4.0
            CAST('1e308' AS double) * 10 ; 22003 ;
            '5' + 1 ; int ; 6
            '5.5' + 1 ; 22018 ;
            '5.5' + 1.0 ; decimal ; 6.5
            TRUE + 1 ; int ; 2
            '5' + '1' ; 42883 ;
            TRUE + TRUE ; 42883 ;
            DATE '2024-06-03' + 1 ; 42883 ;
            JSON '5' + 1 ; 42883 ;
            -CAST('-2147483648' AS int) ; 22003 ;
            -CAST(0 AS double) ; double ; 0.0
            -'5' ; 42883 ;
            ABS(-2.50) ; decimal ; 2.5
            ABS(CAST('-2147483648' AS int)) ; 22003 ;
            ABS(CAST('-9223372036854775808' AS long)) ; 22003 ;
            ABS('5') ; 42883 ;
            CEIL(1.2) ; decimal ; 2
            CEILING(CAST(99.5 AS decimal(3,1))) ; decimal(3,0) ; 100
            FLOOR(-1.5) ; decimal ; -2
            FLOOR(CAST(-1.5 AS double)) ; double ; -2.0
            CEIL(3) ; int ; 3
            ROUND(2.5) ; decimal ; 3
            ROUND(-2.5) ; decimal ; -3
            ROUND(CAST(2.5 AS double)) ; double ; 3.0
            ROUND(CAST(1.005 AS double), 2) ; double ; 1.01
            ROUND(CAST(2.499 AS decimal(5,3)), 2) ; decimal ; 2.50
            ROUND(CAST(2.499 AS decimal(5,3)), 9) ; decimal ; 2.499
            ROUND(CAST(99.96 AS decimal(4,2)), 1) ; decimal ; 100.0
            ROUND(2567, -2) ; int ; 2600
            ROUND(2567, -4) ; int ; 0
            ROUND(5678, -4) ; int ; 10000
            ROUND(2567, -2147483647) ; int ; 0
            ROUND(2147483647, -1) ; 22003 ;
            ROUND(2.5, 0.5) ; 42883 ;
            'a' || 1 ; string ; a1
            'a' || NULL ; string ; NULL
            X'01' || X'ff' ; binary ; 01ff
            X'01' || 'a' ; 42883 ;
            CONCAT('a', NULL, 2.50) ; string ; a2.50
            CONCAT(NULL, NULL) ; string ; ``
            CONCAT('a') ; 42883 ;
            UPPER('straße') ; string ; STRASSE
            LCASE('ÀB') ; string ; àb
            LENGTH('a😀') ; long ; 2
            LENGTH(X'0102') ; long ; 2
            CHAR_LENGTH(X'0102') ; 42883 ;
            CHARACTER_LENGTH(12345) ; long ; 5
            SUBSTRING('a😀bc', 2, 2) ; string ; 😀b
            SUBSTRING('hello', 0) ; string ; hello
            SUBSTRING('hello', 0, 2) ; string ; he
            SUBSTRING('hello', -2) ; string ; lo
            SUBSTRING('hello', -6, 3) ; string ; he
            SUBSTRING('hello', -9, 2) ; string ; ``
            SUBSTRING('hello', 2, -1) ; string ; ``
            SUBSTR('hello', 9) ; string ; ``
            SUBSTRING('hello', 2147483647, 2147483647) ; string ; ``
            SUBSTRING('hello', '2') ; string ; ello
            SUBSTRING('hello', 2.5) ; 42883 ;
            SUBSTRING(X'010203', 2) ; binary ; 0203
            SUBSTRING('hello', NULL) ; string ; NULL
            TRIM('  a ') ; string ; a
            TRIM('xyaxy', 'yx') ; string ; a
            TRIM('😀a😀', '😀') ; string ; a
            LTRIM('xxax', 'x') ; string ; ax
            RTRIM('xaxx', 'x') ; string ; xa
            BTRIM('', 'x') ; string ; ``
            TRIM(' a ', '') ; string ; a
            REPLACE('aXbX', 'X', 'y') ; string ; ayby
            REPLACE('aXbX', 'X') ; string ; ab
            REPLACE('ab', '', 'y') ; string ; ab
            POSITION('b', 'a😀b') ; int ; 3
            POSITION('', 'abc') ; int ; 1
            LOCATE('b', 'abcb', 3) ; int ; 4
            LOCATE('b', 'abcb', -1) ; int ; 4
            LOCATE('b', 'abcb', -2) ; int ; 2
            LOCATE('b', 'abcb', -9) ; int ; 0
            LOCATE('', 'abc', 9) ; int ; 4
            LOCATE('b', 'abcb', 9) ; int ; 0
            STARTS_WITH('abc', 'ab') ; boolean ; true
            STARTS_WITH('abc', 'bc') ; boolean ; false
            NULLIF(1, 1.0) ; int ; NULL
            NULLIF(1, 2.5) ; int ; 1
            NULLIF(1, NULL) ; int ; 1
            NULLIF('a', 'b') ; string ; a
            NULLIF(TRUE, DATE '2024-06-03') ; 42883 ;
            GREATEST(1, 2.5, 2) ; decimal ; 2.5
            GREATEST(CAST(1 AS decimal(5,2)), CAST(2 AS decimal(8,4))) ; decimal(8,4) ; 2.0000
            GREATEST(1, CAST(2 AS double)) ; double ; 2.0
            GREATEST(1, NULL) ; int ; NULL
            GREATEST('a', 'B', 'b') ; string ; b
            GREATEST('｡', '😀') ; string ; 😀
            LEAST(3, '2') ; int ; 2
            LEAST(3, 'x') ; 22018 ;
            LEAST(1, DATE '2024-06-03') ; 42883 ;
            LEAST(DATE '2024-06-03', TIMESTAMP '2024-06-03 12:00:00') ; timestamp ; 2024-06-03T00:00:00
            EXTRACT(year FROM DATE '2024-06-03') ; int ; 2024
            EXTRACT(hour FROM DATE '2024-06-03') ; int ; 0
            EXTRACT(hour FROM TIMESTAMPTZ '2024-06-03 12:30:00+02:00') ; int ; 12
            EXTRACT(millisecond FROM TIME '12:30:00.5') ; int ; 500
            EXTRACT(dow FROM DATE '2024-06-02') ; int ; 1
            EXTRACT(isodow FROM DATE '2024-06-02') ; int ; 7
            EXTRACT(week FROM DATE '2024-12-30') ; int ; 1
            EXTRACT(iso_week_year FROM DATE '2024-12-30') ; int ; 2025
            EXTRACT(quarter FROM DATE '2024-12-30') ; int ; 4
            EXTRACT(month FROM '2024-12-30') ; int ; 12
            EXTRACT(year FROM TIME '12:30:00') ; 22023 ;
            EXTRACT(yaer FROM DATE '2024-06-03') ; 22023 ;
            EXTRACT(year FROM 5) ; 42883 ;
            JSON '{"a": {"b": 1}}' -> 'a' ; json ; {"b":1}
            JSON '{"a": null}' -> 'a' ; json ; null
            JSON '{"a": null}' ->> 'a' ; string ; NULL
            JSON '{"a": 1}' -> 'b' ; json ; NULL
            JSON '{"a": "x"}' -> 'a' ; json ; "x"
            JSON '{"a": "x"}' ->> 'a' ; string ; x
            JSON '{"a": 1.50}' ->> 'a' ; string ; 1.50
            JSON '[1, 2, 3]' -> 0 ; json ; 1
            JSON '[1, 2, 3]' ->> -1 ; string ; 3
            JSON '[1, 2, 3]' -> 3 ; json ; NULL
            JSON '[1, 2, 3]' -> -4 ; json ; NULL
            JSON '{"0": 1}' -> 0 ; json ; NULL
            '{"a": 1}' -> 'a' ; 42883 ;
            CONTAINS(CAST('["a","b"]' AS set<string>), 'b') ; boolean ; true
            CONTAINS(CAST('[1, null]' AS list<int>), 1.0) ; boolean ; true
            CONTAINS(CAST('[1, null]' AS list<int>), 2) ; boolean ; false
            CONTAINS(CAST('[1]' AS list<int>), DATE '2024-06-03') ; 42883 ;
            CONTAINS(JSON '["a", 1.0]', 1) ; boolean ; true
            CONTAINS(JSON '["a", 1.0]', 'a') ; boolean ; true
            CONTAINS(JSON '["1"]', 1) ; boolean ; false
            CONTAINS('abc', 'bc') ; boolean ; true
            SIZE(CAST('["a","b"]' AS set<string>)) ; int ; 2
            SIZE(JSON '{"a": 1, "b": 2}') ; int ; 2
            SIZE(JSON '7') ; int ; NULL
            SIZE('é') ; int ; 2
            SIZE(X'0102') ; int ; 2
            SIZE(5) ; 42883 ;
            """)
    void calls(String call, String typeOrState, String expected) {
        if (Character.isDigit(typeOrState.charAt(0))) {
            assertThatThrownBy(() -> Call.evaluate(call))
                    .as(call)
                    .isInstanceOfSatisfying(
                            DriverException.class,
                            e -> assertThat(e.state().code()).isEqualTo(typeOrState));
            return;
        }
        Call.Typed result = Call.evaluate(call);
        assertThat(result.type()).as(call).isEqualTo(SqlTypes.parse(typeOrState).orElseThrow());
        Object value = result.value();
        if (value != null) {
            assertThat(value).as(call).isInstanceOf(result.type().kind().valueClass());
        }
        assertThat(value == null ? "NULL" : Conversions.convert(value, SqlType.STRING))
                .as(call)
                .isEqualTo(expected);
    }

    @Test
    void anUnknownFunctionIsNamedWithTheNearestAndAll() {
        assertThat(Functions.exists("uper")).isFalse();
        assertThatThrownBy(() -> Functions.resolve("uper", List.of(SqlType.STRING)))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("no function UPER")
                .hasMessageContaining("did you mean \"upper\"?")
                .hasMessageContaining("locate, lower, ")
                .hasMessageNotContaining("||");
    }

    @Test
    void wrongArgumentsAreNamedWithWhatTheFunctionTakes() {
        assertThatThrownBy(() -> Functions.resolve("replace", List.of(SqlType.STRING)))
                .hasMessageContaining("REPLACE does not take (string); it is REPLACE(string, search [, replacement])");
    }

    @Test
    void aTextDoesNotGrowWithoutEnd() {
        String half = "a".repeat(8 * 1024 * 1024);
        ScalarFunction concatenation = Functions.resolve("||", List.of(SqlType.STRING, SqlType.STRING));
        ScalarFunction concat = Functions.resolve("concat", List.of(SqlType.STRING, SqlType.STRING));
        ScalarFunction replace = Functions.resolve("replace", List.of(SqlType.STRING, SqlType.STRING, SqlType.STRING));
        assertThat(concatenation.apply(List.of(half, half))).isEqualTo(half + half);
        for (ScalarFunction function : List.of(concatenation, concat)) {
            assertThatThrownBy(() -> function.apply(List.of(half, half + "b")))
                    .isInstanceOfSatisfying(
                            DriverException.class, e -> assertThat(e.state()).isEqualTo(SqlState.LIMIT_EXCEEDED))
                    .hasMessageContaining("a value of length 16777217");
        }
        assertThat(replace.apply(List.of(half, "a", "bb"))).isEqualTo("b".repeat(16 * 1024 * 1024));
        assertThatThrownBy(() -> replace.apply(List.of(half, "a", "ccc")))
                .hasMessageContaining("REPLACE would make a value of length 25165824");
        ScalarFunction bytes = Functions.resolve("||", List.of(SqlType.BINARY, SqlType.BINARY));
        Bytes many = Bytes.of(new byte[8 * 1024 * 1024 + 1]);
        assertThatThrownBy(() -> bytes.apply(List.of(many, many))).hasMessageContaining("length 16777218");
    }

    /** The text {@code n * ?} asks for a whole number; H2 rounds what it is given. */
    @Test
    void aParameterIsNotRounded() {
        ScalarFunction product = Functions.resolve("*", List.of(SqlType.INT, SqlType.INT));
        assertThat(product.apply(List.of(2, new java.math.BigDecimal("3.0")))).isEqualTo(6);
        assertThat(product.apply(List.of(2, "3"))).isEqualTo(6);
        assertThatThrownBy(() -> product.apply(List.of(2, new java.math.BigDecimal("1.5"))))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining("CAST(? AS DECIMAL)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            + ; 1 ; int,? ; int
            + ; 0 ; ?,decimal(5,2) ; decimal
            + ; 0 ; ?,? ; decimal
            negate ; 0 ; ? ; decimal
            greatest ; 2 ; ?,date,? ; date
            nullif ; 1 ; string(3),? ; string
            || ; 0 ; ?,binary ; binary
            || ; 0 ; ?,int ; string
            upper ; 0 ; ? ; string
            substring ; 1 ; ?,? ; int
            locate ; 2 ; ?,?,? ; int
            round ; 1 ; decimal,? ; int
            extract ; 1 ; string,? ; timestamp
            -> ; 1 ; json,? ; string
            contains ; 1 ; set<string>,? ; string
            contains ; 1 ; list<long>,? ; long
            """)
    void typesOfParameters(String name, int position, String arguments, String expected) {
        List<SqlType> types = Arrays.stream(arguments.split(",(?![0-9])"))
                .map(type -> SqlTypes.parse(type).orElse(null))
                .toList();
        assertThat(Functions.parameterType(name, position, types))
                .isEqualTo(SqlTypes.parse(expected).orElseThrow());
    }

    @Test
    void metadataListsNamesByCategory() {
        assertThat(Functions.names(Category.NUMERIC))
                .containsExactly("ABS", "CEIL", "CEILING", "FLOOR", "MOD", "ROUND");
        assertThat(Functions.names(Category.STRING))
                .contains("CONCAT", "LCASE", "UCASE", "SUBSTRING")
                .isSorted();
        assertThat(Functions.names(Category.TIME_DATE)).containsExactly("EXTRACT");
        assertThat(Functions.names(Category.SYSTEM)).containsExactly("GREATEST", "LEAST", "NULLIF");
    }
}
