package org.singletable.jdbc.function;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.SqlType;

/**
 * What a function does with arguments of certain types.
 *
 * @param type of its values
 * @param takes the types that the arguments are converted to first
 * @param seesNull whether the body is asked where an argument is NULL; else the value is NULL then
 */
record Choice(SqlType type, List<SqlType> takes, boolean seesNull, Body body) {
    Choice {
        takes = List.copyOf(takes);
    }

    /** A choice whose value is NULL where an argument is. */
    Choice(SqlType type, List<SqlType> takes, Body body) {
        this(type, takes, false, body);
    }

    /** The value of a call. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object apply(Arguments arguments);
    }
}
