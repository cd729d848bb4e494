package org.singletable.jdbc.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Decimals;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** Functions of numbers. As in H2 they take no texts. */
final class NumericFunctions {
    private NumericFunctions() {}

    static List<Definition> all() {
        return List.of(
                one("abs", "ABS(number)", type -> sameType(type, Math::absExact, BigDecimal::abs, Math::abs)),
                new Definition(
                        Category.NUMERIC,
                        List.of("ceiling", "ceil"),
                        "CEILING(number)",
                        1,
                        1,
                        Definition.likeTheOthers(SqlType.DECIMAL),
                        arguments -> toWhole(arguments.get(0), RoundingMode.CEILING, Math::ceil)),
                one("floor", "FLOOR(number)", type -> toWhole(type, RoundingMode.FLOOR, Math::floor)),
                new Definition(
                        Category.NUMERIC,
                        List.of("round"),
                        "ROUND(number [, digits])",
                        1,
                        2,
                        (position, arguments) -> position == 0 ? SqlType.DECIMAL : SqlType.INT,
                        NumericFunctions::round));
    }

    /** Chooses by the type of the only argument. */
    @FunctionalInterface
    private interface OneArgument {
        Optional<Choice> choose(SqlType type);
    }

    private static Definition one(String name, String usage, OneArgument chooser) {
        return new Definition(
                Category.NUMERIC,
                List.of(name),
                usage,
                1,
                1,
                Definition.likeTheOthers(SqlType.DECIMAL),
                arguments -> chooser.choose(arguments.get(0)));
    }

    /** A function whose values have the type of its argument. */
    static Optional<Choice> sameType(
            SqlType type, LongUnaryOperator whole, UnaryOperator<BigDecimal> decimal, DoubleUnaryOperator real) {
        return switch (type.kind()) {
            case INT, LONG ->
                Optional.of(new Choice(
                        type,
                        List.of(type),
                        arguments -> Arithmetic.whole(() -> whole.applyAsLong(arguments.longValue(0)), type)));
            case DECIMAL ->
                Optional.of(new Choice(
                        type,
                        List.of(SqlType.DECIMAL),
                        arguments -> Conversions.convert(decimal.apply((BigDecimal) arguments.value(0)), type)));
            case DOUBLE ->
                Optional.of(new Choice(
                        type, List.of(type), arguments -> real.applyAsDouble((double) arguments.value(0)) + 0.0));
            default -> Optional.empty();
        };
    }

    private static Optional<Choice> toWhole(SqlType type, RoundingMode mode, DoubleUnaryOperator real) {
        if (type.kind() != Kind.DECIMAL) {
            return sameType(type, LongUnaryOperator.identity(), UnaryOperator.identity(), real);
        }
        SqlType result = DecimalTypes.rounded(type);
        return Optional.of(new Choice(
                result,
                List.of(SqlType.DECIMAL),
                arguments -> Conversions.convert(round((BigDecimal) arguments.value(0), 0, mode), result)));
    }

    private static Optional<Choice> round(List<SqlType> arguments) {
        SqlType type = arguments.get(0);
        boolean digitsGiven = arguments.size() == 2;
        if (!type.kind().isNumeric()
                || digitsGiven && !Take.WHOLE.accepts(arguments.get(1).kind())) {
            return Optional.empty();
        }
        List<SqlType> takes = digitsGiven ? List.of(type.withoutLimit(), SqlType.INT) : List.of(type.withoutLimit());
        if (type.kind() == Kind.DECIMAL && type.isLimited() && digitsGiven) {
            return Optional.of(new Choice(SqlType.DECIMAL, takes, NumericFunctions::roundLimited));
        }
        SqlType result = digitsGiven ? type : DecimalTypes.rounded(type);
        return Optional.of(new Choice(
                result,
                takes,
                given -> given.value(0) instanceof Double real && !Double.isFinite(real)
                        ? real
                        : Conversions.convert(
                                round(exact(given.value(0)), digits(given), RoundingMode.HALF_UP), result)));
    }

    /**
     * The scale of the value is the number of digits asked for, which the type cannot say, since it is known before the
     * argument is: 2.50 for ROUND(2.499, 2), as in H2.
     */
    private static Object roundLimited(Arguments arguments) {
        BigDecimal rounded = round((BigDecimal) arguments.value(0), digits(arguments), RoundingMode.HALF_UP);
        Object checked = Conversions.convert(rounded, SqlType.DECIMAL);
        return rounded.signum() == 0 || rounded.scale() > 0 ? rounded : checked;
    }

    private static int digits(Arguments arguments) {
        return arguments.size() == 2 ? arguments.whole(1) : 0;
    }

    /** A double counts as the shortest decimal that reads back as it: 1.005 with two digits is 1.01, as in H2. */
    private static BigDecimal exact(Object number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof Double real
                ? Decimals.shortest(real)
                : BigDecimal.valueOf(((Number) number).longValue());
    }

    /** To so many digits after the point, or where they are negative, before it. */
    private static BigDecimal round(BigDecimal value, int digits, RoundingMode mode) {
        if (digits >= value.scale()) {
            return value;
        }
        // Beyond the first digit all is zero; a scale of minus a billion would be written out as so many digits.
        boolean vanishes = (long) value.precision() - value.scale() + digits < 0;
        if (vanishes && mode == RoundingMode.HALF_UP) {
            return BigDecimal.ZERO;
        }
        BigDecimal rounded = value.setScale(digits, mode);
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
