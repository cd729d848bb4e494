package org.singletable.jdbc.dynamo;

import java.math.BigDecimal;
import org.singletable.jdbc.type.Decimals;

/**
 * Doubles as Python's {@code repr} and JavaScript's {@code String} write them. Both write the shortest decimal that reads
 * back as the same double, and differ in where they begin to use exponents.
 */
final class DoubleText {
    private DoubleText() {}

    /** {@code 0.1}, {@code 100.0}, {@code 1e+16}, {@code 1e-05}, {@code NaN}, {@code -Infinity}: as json.dumps writes it. */
    static String python(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal shortest = Decimals.shortest(value);
        int exponent = exponent(shortest);
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        return scientific(shortest, exponent, Math.abs(exponent) < 10 ? "0" : "");
    }

    /** {@code 0.1}, {@code 100}, {@code 1e+21}, {@code 1e-7}: as JSON.stringify writes it; the value must be finite. */
    static String javaScript(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = Decimals.shortest(value);
        int exponent = exponent(shortest);
        return exponent >= -6 && exponent < 21 ? shortest.toPlainString() : scientific(shortest, exponent, "");
    }

    private static String scientific(BigDecimal shortest, int exponent, String filler) {
        String digits = shortest.unscaledValue().abs().toString();
        return (shortest.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + filler
                + Math.abs(exponent);
    }

    private static int exponent(BigDecimal decimal) {
        return decimal.precision() - decimal.scale() - 1;
    }
}
