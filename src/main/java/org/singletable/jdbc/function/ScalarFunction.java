package org.singletable.jdbc.function;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.SqlType;

/** A function or operator chosen for arguments of certain types: immutable, without side effects. */
public interface ScalarFunction {
    /** The name in SQL, or an operator's symbol. */
    String name();

    /** The type of its values. */
    SqlType type();

    /**
     * The value; null is SQL NULL.
     *
     * @param arguments one for each type it was chosen for, in the value classes of those types, null for SQL NULL
     * @throws org.singletable.jdbc.error.DriverException 22003 out of range, 22012 division by zero, 22018, 22023
     */
    @Nullable
    Object apply(List<@Nullable Object> arguments);
}
