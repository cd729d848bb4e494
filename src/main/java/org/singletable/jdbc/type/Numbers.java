package org.singletable.jdbc.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;

/**
 * Conversions among numbers. Fractions are rounded as H2 rounds them: decimals half away from zero, doubles half
 * towards positive infinity. A double stands for the shortest decimal that reads back as it, which is also the number
 * DynamoDB stores for it.
 */
final class Numbers {
    /** Significant digits of a DynamoDB number. */
    static final int MAX_DIGITS = 38;

    /** DynamoDB numbers lie between 1E-130 and 9.99...E125, of either sign, or are zero. */
    private static final int MIN_EXPONENT = -130;

    private static final int MAX_EXPONENT = 125;

    /** No Java integer has as many digits. */
    private static final int MORE_DIGITS_THAN_LONG = 20;

    private static final double TWO_TO_63 = 0x1p63;

    private Numbers() {}

    /** A whole number between two bounds; {@code type} is for the message. */
    static long toWhole(Number number, long min, long max, String type) {
        long whole = toLong(number, min, max, type);
        if (whole < min || whole > max) {
            throw outOfRange(type, min, max);
        }
        return whole;
    }

    private static long toLong(Number number, long min, long max, String type) {
        if (number instanceof Integer || number instanceof Long) {
            return number.longValue();
        }
        if (number instanceof Double real) {
            if (!(real >= -TWO_TO_63 && real < TWO_TO_63)) {
                throw outOfRange(type, min, max);
            }
            return Math.round(real);
        }
        BigDecimal decimal = (BigDecimal) number;
        // Checked first, since writing 1E+999999999 out in full takes a gigabyte.
        if (exponent(decimal) >= MORE_DIGITS_THAN_LONG) {
            throw outOfRange(type, min, max);
        }
        BigInteger whole = round(decimal).toBigIntegerExact();
        if (whole.bitLength() >= Long.SIZE) {
            throw outOfRange(type, min, max);
        }
        return whole.longValueExact();
    }

    private static DriverException outOfRange(String type, long min, long max) {
        return DataErrors.outOfRange(type, min + " to " + max);
    }

    /** The nearest whole number. */
    static BigInteger toBigInteger(Number number) {
        return round(limit(toExactDecimal(number, "BigInteger"), "BigInteger")).toBigIntegerExact();
    }

    private static BigDecimal round(BigDecimal decimal) {
        return exponent(decimal) < -1 ? BigDecimal.ZERO : decimal.setScale(0, RoundingMode.HALF_UP);
    }

    static double toDouble(Number number) {
        double real = number.doubleValue();
        if (Double.isInfinite(real) && !(number instanceof Double)) {
            throw DataErrors.outOfRange("double", "magnitudes up to 1.8E308");
        }
        // Adding zero makes -0.0 zero: SQL has one zero, and so has DynamoDB.
        return real + 0.0;
    }

    /** A float, which holds fewer digits but no smaller range: JDBC's getFloat. */
    static float toFloat(Number number) {
        double real = toDouble(number);
        float single = (float) real;
        if (Float.isInfinite(single) && !Double.isInfinite(real)) {
            throw DataErrors.outOfRange("float", "magnitudes up to 3.4E38");
        }
        return single;
    }

    /** A decimal in the form of its type: with the type's scale, or where it has none, without trailing zeros. */
    static BigDecimal toDecimal(Number number, SqlType type) {
        BigDecimal decimal = limit(toExactDecimal(number, type), type);
        if (!type.isLimited()) {
            BigDecimal stripped = decimal.stripTrailingZeros();
            if (stripped.precision() > MAX_DIGITS) {
                throw DataErrors.outOfRange(type.toString(), "up to " + MAX_DIGITS + " significant digits");
            }
            return withoutExponent(stripped);
        }
        BigDecimal scaled = decimal.setScale(type.scale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.length()) {
            throw DataErrors.outOfRange(
                    type.toString(), "up to " + (type.length() - type.scale()) + " digits before the point");
        }
        return scaled;
    }

    /** The exact value, not limited to what DynamoDB can hold. */
    static BigDecimal toBigDecimal(Number number) {
        return toExactDecimal(number, "BigDecimal");
    }

    /** The exact value, NaN and infinities refused; {@code type} is what a message names. */
    private static BigDecimal toExactDecimal(Number number, Object type) {
        if (number instanceof Double real && !Double.isFinite(real)) {
            throw DataErrors.outOfRange(type.toString(), "neither NaN nor infinity");
        }
        return exact(number);
    }

    private static BigDecimal limit(BigDecimal decimal, Object type) {
        if (decimal.signum() != 0 && (exponent(decimal) < MIN_EXPONENT || exponent(decimal) > MAX_EXPONENT)) {
            throw DataErrors.outOfRange(type.toString(), "zero and magnitudes from 1E-130 to 9.99E125");
        }
        return decimal.signum() == 0 ? BigDecimal.ZERO : decimal;
    }

    /** The exact value of a finite number. */
    static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof Double real ? exactDouble(real) : BigDecimal.valueOf(number.longValue());
    }

    /** With the scale that H2 shows, where Java's own text is the shortest. */
    private static BigDecimal exactDouble(double real) {
        BigDecimal printed = BigDecimal.valueOf(real);
        BigDecimal shortest = Decimals.shortest(real);
        return printed.compareTo(shortest) == 0 ? printed : shortest;
    }

    /** Without trailing zeros, and without the exponent that {@code stripTrailingZeros} gives whole numbers. */
    static BigDecimal canonical(BigDecimal decimal) {
        return withoutExponent(decimal.stripTrailingZeros());
    }

    private static BigDecimal withoutExponent(BigDecimal stripped) {
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The decimal exponent of the first significant digit. */
    private static long exponent(BigDecimal decimal) {
        return (long) decimal.precision() - decimal.scale() - 1;
    }

    /** Numerical order, exact over all number classes; NaN equals itself and follows infinity, as in H2. */
    static int compare(Number left, Number right) {
        if (left instanceof Double a && right instanceof Double b) {
            return Double.compare(a + 0.0, b + 0.0);
        }
        if (left instanceof Double real && !Double.isFinite(real)) {
            return Double.compare(real, 0);
        }
        if (right instanceof Double real && !Double.isFinite(real)) {
            return Double.compare(0, real);
        }
        if (left instanceof BigDecimal
                || right instanceof BigDecimal
                || left instanceof Double
                || right instanceof Double) {
            return exact(left).compareTo(exact(right));
        }
        return Long.compare(left.longValue(), right.longValue());
    }
}
