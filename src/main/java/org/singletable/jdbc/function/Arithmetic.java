package org.singletable.jdbc.function;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongSupplier;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.FunctionErrors;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/**
 * {@code + - * / %} and the sign. Two operands come to the wider of their types, of {@code int long decimal double}; a text
 * or truth value counts as a number of the other's type, as in H2.
 *
 * <p>Decimals are exact: a sum, difference, product or remainder of more than 38 significant digits is an error and is not
 * rounded. A quotient has the scale of its type, or where that has none, 38 significant digits.
 */
final class Arithmetic {
    /** H2 rounds quotients so: half towards zero. */
    static final RoundingMode QUOTIENT_ROUNDING = RoundingMode.HALF_DOWN;

    private static final MathContext QUOTIENT_DIGITS = new MathContext(DecimalTypes.MAX_PRECISION, QUOTIENT_ROUNDING);

    private Arithmetic() {}

    static List<Definition> all() {
        return List.of(
                binary(
                        Category.OPERATOR,
                        List.of("+"),
                        "number + number",
                        new Operation(Math::addExact, (a, b, type) -> a.add(b), Double::sum, DecimalTypes::sum, false)),
                binary(
                        Category.OPERATOR,
                        List.of("-"),
                        "number - number",
                        new Operation(
                                Math::subtractExact,
                                (a, b, type) -> a.subtract(b),
                                (a, b) -> a - b,
                                DecimalTypes::sum,
                                false)),
                binary(
                        Category.OPERATOR,
                        List.of("*"),
                        "number * number",
                        new Operation(
                                Math::multiplyExact,
                                (a, b, type) -> a.multiply(b),
                                (a, b) -> a * b,
                                DecimalTypes::product,
                                false)),
                binary(
                        Category.OPERATOR,
                        List.of("/"),
                        "number / number",
                        new Operation(
                                Arithmetic::divideExact,
                                Arithmetic::divide,
                                (a, b) -> a / b,
                                DecimalTypes::quotient,
                                true)),
                binary(
                        Category.NUMERIC,
                        List.of("mod", "%"),
                        "MOD(number, number) or number % number",
                        new Operation(
                                (a, b) -> a % b,
                                (a, b, type) -> a.remainder(b),
                                (a, b) -> a % b,
                                DecimalTypes::remainder,
                                true)),
                new Definition(
                        Category.OPERATOR,
                        List.of("negate"),
                        "- number",
                        1,
                        1,
                        Definition.likeTheOthers(SqlType.DECIMAL),
                        arguments -> NumericFunctions.sameType(
                                arguments.get(0), Math::negateExact, BigDecimal::negate, a -> 0.0 - a)));
    }

    /** A decimal operation; {@code type} is that of the result. */
    @FunctionalInterface
    private interface Exact {
        BigDecimal apply(BigDecimal left, BigDecimal right, SqlType type);
    }

    /** On whole numbers; throws ArithmeticException beyond a {@code long}. */
    @FunctionalInterface
    private interface Whole {
        long apply(long left, long right);
    }

    private record Operation(
            Whole whole, Exact exact, DoubleBinaryOperator real, DecimalTypes.Rule decimalType, boolean divides) {}

    private static Definition binary(Category category, List<String> names, String usage, Operation operation) {
        return new Definition(
                category,
                names,
                usage,
                2,
                2,
                Definition.likeTheOthers(SqlType.DECIMAL),
                arguments -> choose(operation, names.get(names.size() - 1), arguments.get(0), arguments.get(1)));
    }

    private static Optional<Choice> choose(Operation operation, String symbol, SqlType left, SqlType right) {
        return operand(left, right).flatMap(a -> operand(right, left).map(b -> choice(operation, symbol, a, b)));
    }

    /** The type of the numbers that an operand stands for beside another; empty where it stands for none. */
    private static Optional<SqlType> operand(SqlType type, SqlType other) {
        if (type.kind().isNumeric()) {
            return Optional.of(type);
        }
        boolean counts = type.kind() == Kind.STRING || type.kind() == Kind.BOOLEAN;
        return counts && other.kind().isNumeric() ? Optional.of(other.withoutLimit()) : Optional.empty();
    }

    private static Choice choice(Operation operation, String symbol, SqlType left, SqlType right) {
        Kind wider = left.kind().compareTo(right.kind()) >= 0 ? left.kind() : right.kind();
        return switch (wider) {
            case INT, LONG -> {
                // As in H2, a remainder has the type of the divisor, which it is smaller than.
                SqlType type = symbol.equals("%") ? right : wider == Kind.INT ? SqlType.INT : SqlType.LONG;
                yield new Choice(type, List.of(left, right), arguments -> {
                    long divisor = arguments.longValue(1);
                    requireDivisor(operation, symbol, divisor == 0);
                    return whole(() -> operation.whole().apply(arguments.longValue(0), divisor), type);
                });
            }
            case DECIMAL -> {
                SqlType type = DecimalTypes.apply(operation.decimalType(), left, right);
                yield new Choice(type, List.of(SqlType.DECIMAL, SqlType.DECIMAL), arguments -> {
                    BigDecimal divisor = (BigDecimal) arguments.value(1);
                    requireDivisor(operation, symbol, divisor.signum() == 0);
                    return Conversions.convert(
                            operation.exact().apply((BigDecimal) arguments.value(0), divisor, type), type);
                });
            }
            default ->
                new Choice(SqlType.DOUBLE, List.of(SqlType.DOUBLE, SqlType.DOUBLE), arguments -> {
                    double a = (double) arguments.value(0);
                    double b = (double) arguments.value(1);
                    requireDivisor(operation, symbol, b == 0);
                    return real(operation.real().applyAsDouble(a, b), Double.isFinite(a) && Double.isFinite(b));
                });
        };
    }

    private static void requireDivisor(Operation operation, String symbol, boolean isZero) {
        if (operation.divides() && isZero) {
            throw FunctionErrors.divisionByZero(symbol);
        }
    }

    /** A whole number within the limits of an {@code int} or {@code long}. */
    static Object whole(LongSupplier number, SqlType type) {
        long value;
        try {
            value = number.getAsLong();
        } catch (ArithmeticException e) {
            throw DataErrors.outOfRange(type.toString(), Long.MIN_VALUE + " to " + Long.MAX_VALUE, e);
        }
        return Conversions.convert(value, type);
    }

    /** The smallest {@code long} divided by -1 is the only quotient beyond a {@code long}. */
    private static long divideExact(long left, long right) {
        return right == -1 ? Math.negateExact(left) : left / right;
    }

    /** To the scale of the type, or where it has none, to 38 significant digits. */
    static BigDecimal divide(BigDecimal left, BigDecimal right, SqlType type) {
        return type.isLimited()
                ? left.divide(right, type.scale(), QUOTIENT_ROUNDING)
                : left.divide(right, QUOTIENT_DIGITS);
    }

    /** Finite operands come to a finite number or to an error: DynamoDB has no infinity. SQL has no negative zero. */
    static double real(double value, boolean finiteOperands) {
        if (finiteOperands && !Double.isFinite(value)) {
            throw DataErrors.outOfRange(Kind.DOUBLE.mappingName(), "magnitudes up to 1.8E308");
        }
        return value + 0.0;
    }
}
