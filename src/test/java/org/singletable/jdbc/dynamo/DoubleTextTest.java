package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DoubleTextTest {
    static Stream<String> pythonFloats() throws IOException {
        try (InputStream in = DoubleTextTest.class.getResourceAsStream("/python-floats.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"));
        }
    }

    @ParameterizedTest
    @MethodSource("pythonFloats")
    void asPythonWritesThem(String line) {
        String[] parts = line.split(" ");
        double value = Double.longBitsToDouble(Long.parseUnsignedLong(parts[0], 16));
        assertThat(DoubleText.python(value)).isEqualTo(parts[1]);
    }

    @Test
    void pythonsBareWords() {
        assertThat(DoubleText.python(Double.NaN)).isEqualTo("NaN");
        assertThat(DoubleText.python(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
        assertThat(DoubleText.python(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    }

    /** Number::toString of ECMA-262. */
    @ParameterizedTest
    @CsvSource({
        "1e21, 1e+21",
        "1e20, 100000000000000000000",
        "1e-6, 0.000001",
        "1e-7, 1e-7",
        "-1.5e-9, -1.5e-9",
        "123.456, 123.456",
        "5, 5",
        "-0.0, 0",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308"
    })
    void asJavaScriptWritesThem(double value, String text) {
        assertThat(DoubleText.javaScript(value)).isEqualTo(text);
    }

    @Test
    void everyTextReadsBackAsTheSameDouble() {
        long seed = 20_261_123;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(DoubleText.python(value)))
                        .as("seed %d", seed)
                        .isEqualTo(value);
                assertThat(Double.parseDouble(DoubleText.javaScript(value)))
                        .as("seed %d", seed)
                        .isEqualTo(value);
            }
        }
    }
}
