package org.singletable.jdbc.function;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.FunctionErrors;
import org.singletable.jdbc.error.Spelling;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.function.AggregateFunction.Accumulator;
import org.singletable.jdbc.type.SqlType;

/** The aggregates {@code COUNT SUM AVG MIN MAX}. {@code COUNT(*)} is a count of a constant. */
public final class Aggregates {
    /** H2 gives a sum so many digits more before the point than its values have, and an average as many after it. */
    private static final int MORE_DIGITS = 10;

    private static final List<String> NAMES = List.of("avg", "count", "max", "min", "sum");

    private Aggregates() {}

    /** Whether there is an aggregate of this name, in lower case. */
    public static boolean exists(String name) {
        return NAMES.contains(name);
    }

    /**
     * The aggregate for an argument of this type.
     *
     * @param name in lower case
     * @throws DriverException 42883 where there is none
     */
    public static AggregateFunction resolve(String name, SqlType argument) {
        Optional<AggregateFunction> found = switch (name) {
            case "count" -> Optional.of(new Chosen(name, SqlType.LONG, Accumulators.Count::new));
            case "sum" -> sumType(argument).map(type -> new Chosen(name, type, () -> new Accumulators.Sum(type)));
            case "avg" ->
                averageType(argument).map(type -> new Chosen(name, type, () -> new Accumulators.Average(type)));
            case "min" -> Optional.of(extreme(name, argument, order -> order < 0));
            case "max" -> Optional.of(extreme(name, argument, order -> order > 0));
            default ->
                throw new DriverException(
                        SqlState.UNDEFINED_FUNCTION,
                        "there is no aggregate " + name + Spelling.hint(name, NAMES) + "; the aggregates are "
                                + String.join(", ", NAMES));
        };
        return found.orElseThrow(() -> FunctionErrors.wrongArguments(name, name + "(number)", List.of(argument)));
    }

    private static AggregateFunction extreme(String name, SqlType type, IntPredicate replaces) {
        return new Chosen(name, type, () -> new Accumulators.Extreme(replaces));
    }

    /** As in H2, the sum of truth values counts the true ones. */
    private static Optional<SqlType> sumType(SqlType argument) {
        return switch (argument.kind()) {
            case INT, BOOLEAN -> Optional.of(SqlType.LONG);
            case LONG -> Optional.of(sumType(DecimalTypes.LONG_DIGITS, 0));
            case DECIMAL ->
                Optional.of(argument.isLimited() ? sumType(argument.length(), argument.scale()) : SqlType.DECIMAL);
            case DOUBLE -> Optional.of(SqlType.DOUBLE);
            default -> Optional.empty();
        };
    }

    private static SqlType sumType(int precision, int scale) {
        return SqlType.decimal(Math.min(precision + MORE_DIGITS, DecimalTypes.MAX_PRECISION), scale);
    }

    private static Optional<SqlType> averageType(SqlType argument) {
        return switch (argument.kind()) {
            case INT, DOUBLE -> Optional.of(SqlType.DOUBLE);
            case LONG, DECIMAL ->
                Optional.of(DecimalTypes.limited(argument)
                        .map(type -> DecimalTypes.decimal(type.length() + MORE_DIGITS, type.scale() + MORE_DIGITS))
                        .orElse(SqlType.DECIMAL));
            default -> Optional.empty();
        };
    }

    private record Chosen(String name, SqlType type, Supplier<Accumulator> accumulators) implements AggregateFunction {
        @Override
        public Accumulator start() {
            return accumulators.get();
        }
    }
}
