package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.type.PlainText;
import org.singletable.jdbc.type.SqlType;

class JsonStyleTest {
    static Stream<String> pythonVectors() throws IOException {
        try (InputStream in = JsonStyleTest.class.getResourceAsStream("/python-json.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"));
        }
    }

    @ParameterizedTest
    @MethodSource("pythonVectors")
    void asPythonWritesIt(String line) {
        String[] parts = line.split("\t");
        assertThat(JsonStyle.PYTHON.tree(json(parts[0]))).isEqualTo(parts[1]);
    }

    private static JsonNode json(String text) {
        return (JsonNode) PlainText.parse(text, SqlType.JSON);
    }

    /** Python would round them; the value that was given counts. */
    @ParameterizedTest
    @ValueSource(strings = {"0.12345678901234567890123456789", "123456789012345678901234567890.5", "1.5E-400"})
    void numbersThatNoFloatHoldsKeepTheirDigits(String number) {
        String written = JsonStyle.PYTHON.tree(json(number));
        assertThat(json(written)).isEqualTo(json(new java.math.BigDecimal(number).toPlainString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "[Infinity]", "{\"a\": -Infinity}"})
    void onlyPythonWritesWhatIsNoNumber(String text) {
        assertThat(JsonStyle.PYTHON.tree(json(text))).isEqualTo(text);
        DriverException error = catchThrowableOfType(DriverException.class, () -> JsonStyle.COMPACT.tree(json(text)));
        assertThat(error.state().code()).isEqualTo("22003");
    }
}
