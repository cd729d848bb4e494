package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.mapping.AttributePath.Element;
import org.singletable.jdbc.mapping.AttributePath.Member;
import org.singletable.jdbc.mapping.AttributePath.Step;

class JsonDocumentTest {
    private static final JsonMapper JACKSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static List<Step> path(String text) {
        return java.util.Arrays.stream(text.split("\\."))
                .map(step -> step.matches("\\d+") ? (Step) new Element(Integer.parseInt(step)) : new Member(step))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // text | path | value | compact | python
                "{} | a | 1 | {\"a\":1} | {\"a\": 1}",
                "{ } | a | 1 | { \"a\":1} | { \"a\": 1}",
                "{\"a\": 1, \"b\": 1.50e0} | a | 2 | {\"a\": 2, \"b\": 1.50e0} | {\"a\": 2, \"b\": 1.50e0}",
                "{\"a\" :\t1 ,\"b\":2} | a | null | {\"a\" :\tnull ,\"b\":2} | {\"a\" :\tnull ,\"b\":2}",
                "{\"a\": 1} | c | \"x\" | {\"a\": 1,\"c\":\"x\"} | {\"a\": 1, \"c\": \"x\"}",
                "{\"a\": {\"b\": NaN}} | a.c | 1 | {\"a\": {\"b\": NaN,\"c\":1}} | {\"a\": {\"b\": NaN, \"c\": 1}}",
                "{\"x\": 1} | a.b.c | 1 | {\"x\": 1,\"a\":{\"b\":{\"c\":1}}} | {\"x\": 1, \"a\": {\"b\": {\"c\": 1}}}",
                "{\"a\": null} | a.b | 1 | {\"a\": {\"b\":1}} | {\"a\": {\"b\": 1}}",
                "{\"a\": [1, 2]} | a.1 | 3 | {\"a\": [1, 3]} | {\"a\": [1, 3]}",
                "{\"a\": [{\"b\": 1}]} | a.0.b | 3 | {\"a\": [{\"b\": 3}]} | {\"a\": [{\"b\": 3}]}",
                "{\"a\": 1, \"a\": 2} | a | 3 | {\"a\": 1, \"a\": 3} | {\"a\": 1, \"a\": 3}",
                "{\"\\u0061\": 1} | a | 3 | {\"\\u0061\": 3} | {\"\\u0061\": 3}",
            })
    void putKeepsTheRest(String text, String path, String value, String compact, String python) {
        JsonDocument one = JsonDocument.parse(text);
        assertThat(one.put(path(path), value, JsonStyle.COMPACT)).isTrue();
        assertThat(one).hasToString(compact);
        JsonDocument other = JsonDocument.parse(text);
        assertThat(other.put(path(path), value, JsonStyle.PYTHON)).isTrue();
        assertThat(other).hasToString(python);
        assertThat(other.get(path(path))).contains(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"a\": [1]} | a.1", "{} | a.0", "{\"a\": null} | a.0"})
    void placesThatCannotBeReached(String text, String path) {
        JsonDocument document = JsonDocument.parse(text);
        assertThat(document.get(path(path))).isEmpty();
        assertThat(document.put(path(path), "1", JsonStyle.PYTHON)).isFalse();
        assertThat(document).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1} | a.b | a JSON object",
                "{\"a\": [1]} | a.b | a JSON object",
                "{\"a\": \"x\"} | a.0 | a JSON array",
                "{\"a\": {\"0\": 1}} | a.0 | a JSON array"
            })
    void whatIsInTheWayIsNotSilentlyNull(String text, String path, String expected) {
        JsonDocument document = JsonDocument.parse(text);
        assertThatThrownBy(() -> document.get(path(path)))
                .isInstanceOf(DriverException.class)
                .hasMessageContaining(expected);
        assertThat(document.put(path(path), "1", JsonStyle.PYTHON)).isFalse();
        assertThat(document).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "{a:1}",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\t\"",
                "tru",
                "truex",
                "nul",
                "{} x",
                "Nan",
                "--1",
                "- 1",
                "'a'",
                "1.2.3"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> JsonDocument.parse(text)).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void refusesTextsTooDeepForTheStack() {
        assertThatThrownBy(() -> JsonDocument.parse("[".repeat(100_000))).isInstanceOf(JsonSyntaxException.class);
    }

    /** Random edits of JSON texts: everything that is taken is given back, and Jackson agrees about what is JSON. */
    @Test
    void agreesWithAnotherParser() {
        long seed = 20_261_124;
        Random random = new Random(seed);
        String alphabet = "{}[],:\"\\ue0-1.5truefalsnNaIity \n/";
        String start = "{\"a\": [1, -2.5e+3, {\"b\": null}], \"c\\u00e9\": \"x\\n\", \"d\": true, \"e\": NaN}";
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(start);
            for (int n = random.nextInt(3); n >= 0; n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    default -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            String json = text.toString();
            boolean parsed = parses(json);
            assertThat(parsed).as("seed %d: %s", seed, json).isEqualTo(jacksonParses(json));
            taken += parsed ? 1 : 0;
        }
        assertThat(taken).isGreaterThan(1000);
    }

    private static boolean parses(String json) {
        try {
            assertThat(JsonDocument.parse(json)).hasToString(json);
            return true;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private static boolean jacksonParses(String json) {
        try (var parser = JACKSON.createParser(json)) {
            parser.nextToken();
            parser.skipChildren();
            // Jackson also reads +Infinity and INF, which Python does not write.
            return parser.nextToken() == null && !json.contains("+I") && !json.contains("+N") && !json.contains("INF");
        } catch (java.io.IOException e) {
            return false;
        }
    }

    /** json.dumps(..., ensure_ascii=True) of CPython 3.11. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "2f, \"/\"", "7e, \"~\"", "7f, \"\\u007f\"", "80, \"\\u0080\"", "1f, \"\\u001f\"", "0, \"\\u0000\"",
                        "a, \"\\n\"", "d, \"\\r\"",
                "9, \"\\t\"", "8, \"\\b\"", "c, \"\\f\"", "b, \"\\u000b\"", "22, \"\\\"\"", "5c, \"\\\\\"",
                        "e9, \"\\u00e9\"", "1f600, \"\\ud83d\\ude00\"",
            })
    void pythonStrings(String codePoint, String json) {
        String text = Character.toString(Integer.parseInt(codePoint, 16));
        assertThat(JsonStyle.PYTHON.quote(text)).isEqualTo(json);
        assertThat(JsonScanner.unquote(json)).isEqualTo(text);
        assertThat(JsonScanner.unquote(JsonStyle.COMPACT.quote(text))).isEqualTo(text);
    }

    @Test
    void compactStringsKeepWhatNeedsNoEscape() {
        assertThat(JsonStyle.COMPACT.quote("é😀\u007f/\u0001")).isEqualTo("\"é😀\u007f/\\u0001\"");
    }
}
