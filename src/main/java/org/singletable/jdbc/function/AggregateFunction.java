package org.singletable.jdbc.function;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.SqlType;

/** An aggregate chosen for an argument of a certain type: immutable. NULLs are left out by the caller. */
public interface AggregateFunction {
    /** The name in SQL. */
    String name();

    /** The type of its values. */
    SqlType type();

    /** Begins a group. */
    Accumulator start();

    /** What a group has come to so far. */
    interface Accumulator {
        /**
         * Adds a value, in the value class of the argument's type.
         *
         * @throws org.singletable.jdbc.error.DriverException 22003 where the result is out of range
         */
        void add(Object value);

        /** The value for the group; null is SQL NULL: that of no values, but for COUNT. */
        @Nullable
        Object result();
    }
}
