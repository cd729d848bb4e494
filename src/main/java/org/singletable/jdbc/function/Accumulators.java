package org.singletable.jdbc.function;

import java.math.BigDecimal;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.function.AggregateFunction.Accumulator;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;

/** What a group has come to. */
final class Accumulators {
    private Accumulators() {}

    static final class Count implements Accumulator {
        private long count;

        @Override
        public void add(Object value) {
            count++;
        }

        @Override
        public Object result() {
            return count;
        }
    }

    static final class Sum implements Accumulator {
        private final SqlType type;
        private final ExactSum sum = new ExactSum();
        private boolean empty = true;

        Sum(SqlType type) {
            this.type = type;
        }

        @Override
        public void add(Object value) {
            empty = false;
            sum.add(value);
        }

        @Override
        public @Nullable Object result() {
            if (empty) {
                return null;
            }
            return sum.isFinite() ? Conversions.convert(sum.total(), type) : (Object) sum.notFinite();
        }
    }

    static final class Average implements Accumulator {
        private final SqlType type;
        private final ExactSum sum = new ExactSum();
        private long count;

        Average(SqlType type) {
            this.type = type;
        }

        @Override
        public void add(Object value) {
            count++;
            sum.add(value);
        }

        @Override
        public @Nullable Object result() {
            if (count == 0) {
                return null;
            }
            if (!sum.isFinite()) {
                return sum.notFinite();
            }
            return Conversions.convert(Arithmetic.divide(sum.total(), BigDecimal.valueOf(count), type), type);
        }
    }

    /** MIN and MAX. */
    static final class Extreme implements Accumulator {
        private final IntPredicate replaces;
        private @Nullable Object chosen;

        /** @param replaces whether a value takes the place of another, by how it compares with it */
        Extreme(IntPredicate replaces) {
            this.replaces = replaces;
        }

        @Override
        public void add(Object value) {
            if (chosen == null || replaces.test(Comparison.compare(value, chosen))) {
                chosen = value;
            }
        }

        @Override
        public @Nullable Object result() {
            return chosen;
        }
    }
}
