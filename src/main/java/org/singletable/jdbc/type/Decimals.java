package org.singletable.jdbc.type;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Decimals of doubles, and how large a decimal may be to be written out. */
public final class Decimals {
    /** Beyond, a number in plain notation would swamp its text: that of 1E+999999999 has a gigabyte. */
    static final int MAX_SCALE = 9999;

    /**
     * Characters of a number's text at most. Java takes time in the square of the digits to read one, and DynamoDB
     * keeps 38 of them.
     */
    public static final int MAX_TEXT = 10_000;

    /** Any two decimals of so many digits are two doubles, above the denormal ones. */
    private static final int DISTINCT_DIGITS = 15;

    private static final boolean JAVA_IS_SHORTEST = Runtime.version().feature() >= 19;

    private static final List<RoundingMode> NEIGHBOURS =
            List.of(RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN);

    private Decimals() {}

    /**
     * The decimal of fewest digits that reads back as the double, the nearest of these, without trailing zeros. {@code
     * Double.toString} gives it from Java 19 on; before, it may have a digit too many (JDK-4511638), and one value would
     * be stored as another text by another Java.
     *
     * @param value finite
     */
    public static BigDecimal shortest(double value) {
        BigDecimal shortest = BigDecimal.valueOf(value).stripTrailingZeros();
        // Denormal numbers have two digits at least in every Java: 4.9E-324 for 5E-324.
        boolean denormal = Math.abs(value) < Double.MIN_NORMAL;
        if (!denormal && (JAVA_IS_SHORTEST || shortest.precision() <= DISTINCT_DIGITS)) {
            return shortest;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = shortest.precision(); digits > 0; digits--) {
            BigDecimal shorter = rounded(exact, digits);
            if (shorter.doubleValue() != value) {
                break;
            }
            shortest = shorter;
        }
        return shortest.stripTrailingZeros();
    }

    /**
     * The nearest decimal of some digits that reads back as the double, or the nearest at all. Below a power of two the
     * doubles are closer than above it: the nearest decimal may be beyond half-way to the neighbour where one on the
     * other side is not.
     */
    private static BigDecimal rounded(BigDecimal exact, int digits) {
        double value = exact.doubleValue();
        return NEIGHBOURS.stream()
                .map(mode -> exact.round(new MathContext(digits, mode)))
                .filter(decimal -> decimal.doubleValue() == value)
                .findFirst()
                .orElseGet(() -> exact.round(new MathContext(digits)));
    }
}
