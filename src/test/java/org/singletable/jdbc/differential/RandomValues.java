package org.singletable.jdbc.differential;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.differential.RandomSchema.Column;
import org.singletable.jdbc.differential.RandomSchema.Table;

/**
 * Values for the columns of rows that are written, few of which do not fit. A column of the primary key gets one of its own few
 * values, or one that is near: never the empty text, which the key of a root refuses (docs/mapping.md).
 */
final class RandomValues {
    private static final int LARGEST_STEP = 5;

    private final Table table;
    private final RandomExpressions expressions;
    private final Random random;
    private final Marks marks;
    private int faults;

    RandomValues(Table table, RandomExpressions expressions, Random random, Marks marks) {
        this.table = table;
        this.expressions = expressions;
        this.random = random;
        this.marks = marks;
    }

    /** How many values were written that do not fit their columns. */
    int faults() {
        return faults;
    }

    /** A value that a row of VALUES has. */
    String inserted(Column column) {
        if (random.nextInt(10) == 0 && !column.isRequired()) {
            return "DEFAULT";
        }
        return constant(column);
    }

    /** A literal or parameter. */
    private String constant(Column column) {
        return expressions.operand(value(column));
    }

    @Nullable
    Object value(Column column) {
        boolean isKey = table.key().contains(column);
        if (random.nextInt(isKey ? 200 : column.notNull() ? 100 : 4) == 0) {
            faults += column.notNull() ? 1 : 0;
            return null;
        }
        if (isKey) {
            return key(column);
        }
        if (random.nextInt(15) == 0) {
            Object value = column.domain().any(random);
            faults += column.domain().fits(value) ? 0 : 1;
            return value;
        }
        return column.domain().ofType(random);
    }

    /** One of the values that a column of the primary key has. */
    Object key(Column column) {
        return column.domain().fitting(any(column.keys()));
    }

    /** A value that a column is set to: a constant, or one computed from the columns in reach. */
    String assigned(Column column, From from) {
        boolean isKey = table.key().contains(column);
        boolean isWhole = column.domain() == Domain.INT || column.domain() == Domain.LONG;
        String own = own(column, from);
        if (isWhole && random.nextInt(isKey ? 2 : 3) == 0) {
            return own + any(List.of(" + ", " - ")) + step(isKey);
        }
        if (!isKey) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    return expressions.value(column.domain(), from, 1);
                }
                case 1 -> {
                    return any(from.ofDomain(column.domain())).sql();
                }
                case 2 -> {
                    if (random.nextInt(3) == 0) {
                        return expressions.aggregate(column.domain());
                    }
                    if (!column.isRequired()) {
                        return "DEFAULT";
                    }
                }
                default -> {
                    // A constant.
                }
            }
        }
        return constant(column);
    }

    /** What RETURNING gives. */
    String returned(From from) {
        if (random.nextInt(3) == 0) {
            return "*";
        }
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> returnedItem(any(from.columns()), from) + " AS x" + i)
                .collect(Collectors.joining(", "));
    }

    private String returnedItem(From.Visible column, From from) {
        return random.nextInt(3) > 0 ? column.sql() : expressions.value(column.domain(), from, 1);
    }

    private String own(Column column, From from) {
        return from.columns().stream()
                .map(From.Visible::sql)
                .filter(sql -> sql.equals(column.name()) || sql.endsWith("." + column.name()))
                .findFirst()
                .orElseThrow();
    }

    private String step(boolean isKey) {
        int step = 1 + random.nextInt(LARGEST_STEP);
        return isKey || random.nextBoolean() ? String.valueOf(step) : marks.mark(step);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
