package org.singletable.jdbc.type;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "string",
                "string(1)",
                "string(400)",
                "int",
                "long",
                "decimal",
                "decimal(18,2)",
                "decimal(38,38)",
                "decimal(1,0)",
                "double",
                "boolean",
                "date",
                "time",
                "timestamp",
                "timestamptz",
                "uuid",
                "binary",
                "json",
                "set<string>",
                "set<number>",
                "set<binary>",
                "list<long>",
                "list<decimal(5,2)>",
                "list<list<string(3)>>",
                "list<json>"
            })
    void rendersAsItParses(String text) {
        assertThat(SqlTypes.parse(text).map(SqlTypes::render)).contains(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    number             | decimal
                    number(5,2)        | decimal(5,2)
                    set<decimal>       | set<number>
                    decimal( 18 , 2 )  | decimal(18,2)
                    list< string >     | list<string>
                    """)
    void readsOtherSpellings(String text, String spelling) {
        assertThat(SqlTypes.parse(text).map(SqlTypes::render)).contains(spelling);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "String",
                "string(0)",
                "string(-1)",
                "string()",
                "string(5,2)",
                "string(99999999999)",
                "decimal(0,0)",
                "decimal(39,0)",
                "decimal(5,6)",
                "decimal(5)",
                "int(5)",
                "set",
                "list",
                "set<int>",
                "set<boolean>",
                "set<string(5)>",
                "set<set<string>>",
                "list<>",
                "list<text>",
                "list<set<string>>",
                "map<string>",
                "list<string",
                "string>",
                "set<list<string>>"
            })
    void knowsNoOtherType(String text) {
        assertThat(SqlTypes.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    string        | VARCHAR                  | 409600 | 0  | 409600
                    string(20)    | VARCHAR                  | 20     | 0  | 20
                    int           | INTEGER                  | 10     | 0  | 11
                    long          | BIGINT                   | 19     | 0  | 20
                    decimal       | DECIMAL                  | 0      | 0  | 170
                    decimal(18,2) | DECIMAL                  | 18     | 2  | 21
                    double        | DOUBLE                   | 17     | 0  | 24
                    boolean       | BOOLEAN                  | 1      | 0  | 5
                    date          | DATE                     | 10     | 0  | 10
                    time          | TIME                     | 18     | 9  | 18
                    timestamp     | TIMESTAMP                | 29     | 9  | 29
                    timestamptz   | TIMESTAMP WITH TIME ZONE | 38     | 9  | 38
                    uuid          | UUID                     | 36     | 0  | 36
                    binary        | VARBINARY                | 409600 | 0  | 819200
                    json          | JSON                     | 409600 | 0  | 409600
                    list<int>     | ARRAY                    | 409600 | 0  | 409600
                    """)
    void metadata(String text, String typeName, int precision, int fractionDigits, int displaySize) {
        SqlType type = SqlTypes.parse(text).orElseThrow();

        assertThat(type.typeName()).isEqualTo(typeName);
        assertThat(type.precision()).isEqualTo(precision);
        assertThat(type.fractionDigits()).isEqualTo(fractionDigits);
        assertThat(type.displaySize()).isEqualTo(displaySize);
    }

    @Test
    void displaySizesHoldTheLongestTexts() {
        assertThat(Integer.toString(Integer.MIN_VALUE)).hasSize(SqlType.INT.displaySize());
        assertThat(Long.toString(Long.MIN_VALUE)).hasSize(SqlType.LONG.displaySize());
        assertThat(Double.toString(-Double.MIN_NORMAL)).hasSize(SqlType.DOUBLE.displaySize());
        assertThat(PlainText.render(PlainText.parse("-1." + "1".repeat(37) + "E-130", SqlType.DECIMAL)))
                .hasSize(SqlType.DECIMAL.displaySize());
        assertThat(PlainText.render(PlainText.parse("2024-06-03T12:00:00.123456789+00:53:28", SqlType.TIMESTAMPTZ)))
                .hasSize(SqlType.TIMESTAMPTZ.displaySize());
    }

    @ParameterizedTest
    @EnumSource
    void numbersAloneAreSigned(Kind kind) {
        assertThat(kind.info().signed()).isEqualTo(kind.isNumeric());
        assertThat(kind.info().radix()).isEqualTo(kind.isNumeric() ? 10 : 0);
    }
}
