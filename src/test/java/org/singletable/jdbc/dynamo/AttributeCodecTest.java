package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.PlainText;
import org.singletable.jdbc.type.SqlType;
import org.singletable.jdbc.type.SqlTypes;

class AttributeCodecTest {
    /** Not what {@code Double.toString} gives before Java 19. */
    @Test
    void doublesAreStoredAsTheirShortestDecimal() {
        assertThat(codec("double", StoredForm.NATIVE, null).encode(0x1p-44).n())
                .isEqualTo("0.00000000000005684341886080802");
    }

    @Test
    void binarySetsAsJsonAreInOrder() {
        assertThat(codec("json", StoredForm.NATIVE, null).decode(stored("{'BS': ['/w==', 'AA==', 'fw==']}")))
                .hasToString("{\"$set\":[{\"$binary\":\"AA==\"},{\"$binary\":\"fw==\"},{\"$binary\":\"/w==\"}]}");
    }

    private static SqlType type(String name) {
        return SqlTypes.parse(name).orElseThrow();
    }

    private static AttributeCodec codec(String type, StoredForm form, @Nullable String zone) {
        return new AttributeCodec(
                type(type), form, Optional.ofNullable(zone).map(ZoneId::of).orElse(null));
    }

    private static StoredValue stored(String json) {
        return TestItems.item("{'a': " + json + "}").get("a").orElseThrow();
    }

    /** A value written, as DynamoDB JSON, and read again. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string | NATIVE | a b | {'S': 'a b'}",
                "string | NATIVE | `` | {'S': ''}",
                "int | NATIVE | -7 | {'N': '-7'}",
                "long | NATIVE | 9223372036854775807 | {'N': '9223372036854775807'}",
                "long | STRING | 12 | {'S': '12'}",
                "decimal | NATIVE | 12.5 | {'N': '12.5'}",
                "decimal(18,2) | NATIVE | 12.50 | {'N': '12.5'}",
                "decimal(18,2) | STRING | 12.50 | {'S': '12.5'}",
                "decimal | NATIVE | 1E+20 | {'N': '100000000000000000000'}",
                "double | NATIVE | 0.1 | {'N': '0.1'}",
                "double | NATIVE | 1E+15 | {'N': '1000000000000000'}",
                "boolean | NATIVE | true | {'BOOL': true}",
                "date | NATIVE | 2024-02-29 | {'S': '2024-02-29'}",
                "time | NATIVE | 12:30:00 | {'S': '12:30:00'}",
                "timestamp | NATIVE | 2024-02-29T12:30:00.000001 | {'S': '2024-02-29T12:30:00.000001'}",
                "timestamptz | NATIVE | 2024-02-29T12:30:00+05:30 | {'S': '2024-02-29T12:30:00+05:30'}",
                "timestamptz | ISO | 2024-02-29T12:30:00Z | {'S': '2024-02-29T12:30:00Z'}",
                "timestamptz | EPOCH | 2024-02-29T12:30:00Z | {'N': '1709209800'}",
                "timestamptz | EPOCH | 1969-12-31T23:59:59Z | {'N': '-1'}",
                "timestamptz | EPOCH_MS | 2024-02-29T12:30:00.001Z | {'N': '1709209800001'}",
                "uuid | NATIVE | 00af240b-1921-432c-9a98-166dfbaa4f28 | {'S': '00af240b-1921-432c-9a98-166dfbaa4f28'}",
                "binary | NATIVE | 00ff | {'B': 'AP8='}",
                "binary | BASE64 | fbff | {'S': '+/8='}",
                "binary | BASE64URL | fbff | {'S': '-_8='}",
                "json | JSON_TEXT | {\"a\":[1.0,null]} | {'S': '{\\\"a\\\":[1.0,null]}'}",
                "list<long> | NATIVE | [3,1,null] | {'L': [{'N': '3'}, {'N': '1'}, {'NULL': true}]}",
                "list<string> | JSON_TEXT | [\"x\"] | {'S': '[\\\"x\\\"]'}",
                "list<timestamptz> | EPOCH | [\"1970-01-01T00:00:01Z\"] | {'L': [{'N': '1'}]}",
                "set<string> | NATIVE | [\"a\",\"b\"] | {'SS': ['a', 'b']}",
                "set<number> | NATIVE | [1,2.5] | {'NS': ['1', '2.5']}",
                "set<binary> | NATIVE | [{\"$binary\":\"AA==\"}] | {'BS': ['AA==']}",
                "json | NATIVE | \"x\" | {'S': 'x'}",
                "json | NATIVE | {\"a\":1.5,\"b\":[true,null],\"c\":{}} |"
                        + " {'M': {'a': {'N': '1.5'}, 'b': {'L': [{'BOOL': true}, {'NULL': true}]}, 'c': {'M': {}}}}",
                "json | NATIVE | {\"a\":{\"$set\":[\"x\",\"y\"]},\"b\":{\"$binary\":\"AP8=\"}} |"
                        + " {'M': {'a': {'SS': ['x', 'y']}, 'b': {'B': 'AP8='}}}",
                "json | NATIVE | {\"$set\":[1,2]} | {'NS': ['1', '2']}",
                "json | NATIVE | {\"$set\":[{\"$binary\":\"AP8=\"}]} | {'BS': ['AP8=']}",
                "json | NATIVE | {\"$set\":\"no\"} | {'M': {'$set': {'S': 'no'}}}",
            })
    void writtenAndRead(String type, StoredForm form, String text, String json) {
        Object value = Conversions.convert(text, type(type));
        AttributeCodec codec = codec(type, form, null);
        assertThat(codec.encode(value)).isEqualTo(stored(json));
        assertThat(codec.decode(stored(json))).isEqualTo(value);
    }

    /** What other writers store. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int | NATIVE |  | {'N': '2.0'} | 2",
                "long | NATIVE |  | {'N': '2E+3'} | 2000",
                "decimal(18,2) | NATIVE | | {'N': '12.5000'} | 12.50",
                "uuid | NATIVE | | {'S': '00AF240B-1921-432C-9A98-166DFBAA4F28'} | 00af240b-1921-432c-9a98-166dfbaa4f28",
                "timestamptz | NATIVE | Europe/Berlin | {'S': '2024-06-03T12:00:00'} | 2024-06-03T12:00:00+02:00",
                "timestamptz | NATIVE | Europe/Berlin | {'S': '2024-06-03T12:00:00Z'} | 2024-06-03T12:00:00Z",
                "timestamptz | NATIVE | UTC | {'S': '2024-06-03 12:00:00.5'} | 2024-06-03T12:00:00.500Z",
                "set<string> | NATIVE | | {'SS': ['b', 'a']} | [\"a\",\"b\"]",
                "set<number> | NATIVE | | {'NS': ['10', '9', '1E1']} | [9,10]",
                "binary | BASE64URL | | {'S': '-_8'} | fbff",
                "json | NATIVE | | {'NS': ['10', '9']} | {\"$set\":[9,10]}",
            })
    void readAsOthersWroteIt(String type, StoredForm form, @Nullable String zone, String json, String text) {
        Object value = java.util.Objects.requireNonNull(codec(type, form, zone).decode(stored(json)));
        assertThat(PlainText.render(value)).isEqualTo(PlainText.render(Conversions.convert(text, type(type))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string | NATIVE | {'N': '1'}",
                "string(2) | NATIVE | {'S': 'abc'}",
                "int | NATIVE | {'S': '1'}",
                "int | NATIVE | {'N': '1.5'}",
                "int | NATIVE | {'N': '2147483648'}",
                "int | STRING | {'N': '1'}",
                "decimal(5,2) | NATIVE | {'N': '1.234'}",
                "decimal(5,2) | NATIVE | {'N': '1000'}",
                "boolean | NATIVE | {'S': 'true'}",
                "date | NATIVE | {'S': '2024-02-30'}",
                "timestamptz | NATIVE | {'S': '2024-06-03T12:00:00'}",
                "timestamptz | EPOCH | {'S': '1'}",
                "timestamptz | EPOCH | {'N': '99999999999999999'}",
                "uuid | NATIVE | {'S': 'x'}",
                "binary | NATIVE | {'S': 'AAA='}",
                "binary | BASE64 | {'S': '!'}",
                "json | JSON_TEXT | {'S': '{'}",
                "list<long> | NATIVE | {'L': [{'S': 'x'}]}",
                "set<string> | NATIVE | {'L': [{'S': 'x'}]}",
                "set<string> | NATIVE | {'NS': ['1']}",
            })
    void doesNotFit(String type, StoredForm form, String json) {
        DriverException error = catchThrowableOfType(
                DriverException.class, () -> codec(type, form, null).decode(stored(json)));
        assertThat(error.state().code()).startsWith("22");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "timestamptz | EPOCH | 2024-02-29T12:30:00.001Z | 22003",
                "timestamptz | EPOCH_MS | 2024-02-29T12:30:00.000001Z | 22003",
                "double | NATIVE | 1E-200 | 22003",
                "double | NATIVE | NaN | 22003",
                "double | NATIVE | 1E+200 | 22003",
                "json | NATIVE | {\"$set\":[1,\"a\"]} | 22023",
                "json | NATIVE | {\"$set\":[]} | 22023",
                "json | NATIVE | [1234567890123456789012345678901234567890] | 22003",
                "set<string> | NATIVE | [] | 22023",
            })
    void cannotBeStored(String type, StoredForm form, String text, String state) {
        Object value = Conversions.convert(text, type(type));
        DriverException error = catchThrowableOfType(
                DriverException.class, () -> codec(type, form, null).encode(value));
        assertThat(error.state().code()).isEqualTo(state);
    }

    @Test
    void storedNullIsNull() {
        for (String type : List.of("string", "int", "json", "list<long>", "set<string>")) {
            assertThat(codec(type, StoredForm.NATIVE, null).decode(stored("{'NULL': true}")))
                    .isNull();
        }
    }

    /** Values inside JSON text: type, form, text of the value, compact JSON, Python's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string | NATIVE | é\" | \"é\\\"\" | \"\\u00e9\\\"\"",
                "int | NATIVE | 5 | 5 | 5",
                "decimal | NATIVE | 12.50 | 12.5 | 12.5",
                "decimal | STRING | 12.50 | \"12.5\" | \"12.5\"",
                "double | NATIVE | 1E+16 | 10000000000000000 | 1e+16",
                "double | NATIVE | 1 | 1 | 1.0",
                "double | NATIVE | 1E-300 | 1e-300 | 1e-300",
                "boolean | NATIVE | false | false | false",
                "date | NATIVE | 2024-02-29 | \"2024-02-29\" | \"2024-02-29\"",
                "time | NATIVE | 03:04:05.6 | \"03:04:05.600\" | \"03:04:05.600000\"",
                "time | NATIVE | 03:04:00 | \"03:04:00\" | \"03:04:00\"",
                "timestamp | NATIVE | 2024-02-29T00:00:00.000006 | \"2024-02-29T00:00:00.000006\" | \"2024-02-29T00:00:00.000006\"",
                "timestamptz | NATIVE | 2024-02-29T23:59:59.5+05:30 | \"2024-02-29T23:59:59.500+05:30\" |"
                        + " \"2024-02-29T23:59:59.500000+05:30\"",
                "timestamptz | NATIVE | 2024-06-03T12:00:00Z | \"2024-06-03T12:00:00Z\" | \"2024-06-03T12:00:00Z\"",
                "timestamptz | EPOCH | 1970-01-01T00:00:09Z | 9 | 9",
                "uuid | NATIVE | 00af240b-1921-432c-9a98-166dfbaa4f28 | \"00af240b-1921-432c-9a98-166dfbaa4f28\" |"
                        + " \"00af240b-1921-432c-9a98-166dfbaa4f28\"",
                "binary | NATIVE | fbff | \"+/8=\" | \"+/8=\"",
                "binary | BASE64URL | fbff | \"-_8=\" | \"-_8=\"",
                "json | NATIVE | {\"a\":[1.0,\"é\"],\"b\":null} | {\"a\":[1.0,\"é\"],\"b\":null} |"
                        + " {\"a\": [1.0, \"\\u00e9\"], \"b\": null}",
                "json | JSON_TEXT | {\"a\":1} | \"{\\\"a\\\":1}\" | \"{\\\"a\\\":1}\"",
                "list<string> | NATIVE | [\"a\",null] | [\"a\",null] | [\"a\", null]",
                "set<number> | NATIVE | [2,1] | [1,2] | [1, 2]",
            })
    void insideJsonText(String type, StoredForm form, String text, String compact, String python) {
        Object value = Conversions.convert(text, type(type));
        JsonCodec compactCodec = new JsonCodec(type(type), form, null, JsonStyle.COMPACT);
        JsonCodec pythonCodec = new JsonCodec(type(type), form, null, JsonStyle.PYTHON);
        assertThat(compactCodec.encode(value)).isEqualTo(compact);
        assertThat(pythonCodec.encode(value)).isEqualTo(python);
        assertThat(compactCodec.decode(compact)).isEqualTo(value);
        assertThat(pythonCodec.decode(python)).isEqualTo(value);
    }

    @Test
    void infinitiesInJsonText() {
        JsonCodec python = new JsonCodec(SqlType.DOUBLE, StoredForm.NATIVE, null, JsonStyle.PYTHON);
        for (Double value : Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
            assertThat(python.decode(python.encode(value))).isEqualTo(value);
        }
        JsonCodec compact = new JsonCodec(SqlType.DOUBLE, StoredForm.NATIVE, null, JsonStyle.COMPACT);
        assertThat(catchThrowableOfType(DriverException.class, () -> compact.encode(Double.NaN))
                        .state()
                        .code())
                .isEqualTo("22003");
    }

    @Test
    void pythonHasNoNanoseconds() {
        JsonCodec python = new JsonCodec(SqlType.TIMESTAMP, StoredForm.NATIVE, null, JsonStyle.PYTHON);
        Object value = Conversions.convert("2024-02-29T00:00:00.000000001", SqlType.TIMESTAMP);
        assertThat(catchThrowableOfType(DriverException.class, () -> python.encode(value))
                        .state()
                        .code())
                .isEqualTo("22003");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "string | 1",
                "int | \"1\"",
                "int | 1.5",
                "int | true",
                "boolean | \"true\"",
                "date | 5",
                "list<int> | {}",
                "set<number> | [null]",
                "binary | \"!\"",
                "uuid | \"x\"",
            })
    void doesNotFitInsideJson(String type, String json) {
        JsonCodec codec = new JsonCodec(type(type), StoredForm.NATIVE, null, JsonStyle.PYTHON);
        assertThat(catchThrowableOfType(DriverException.class, () -> codec.decode(json))
                        .state()
                        .code())
                .startsWith("22");
    }
}
