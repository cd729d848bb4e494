package org.singletable.jdbc.function;

import java.util.List;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.type.SqlType;

/** The one table of scalar functions and operators (docs/sql.md, Functions). */
public final class Functions {
    private Functions() {}

    /** Whether there is a function or operator of this name, in lower case. */
    public static boolean exists(String name) {
        return false;
    }

    /**
     * The function for arguments of these types.
     *
     * @param name in lower case, or an operator's symbol: {@code + - * / % || negate -> ->>}
     * @throws DriverException 42883 where there is no such function, or none for so many arguments or for these types
     */
    public static ScalarFunction resolve(String name, List<SqlType> arguments) {
        throw new DriverException(SqlState.FEATURE_NOT_SUPPORTED, "the function " + name + " of " + arguments);
    }

    /**
     * The type of a {@code ?} in a call: what the function takes there, or beside an operand of a known type what that is.
     *
     * @param position from 0
     * @param arguments the types of the arguments, null for those that are {@code ?} too
     */
    public static SqlType parameterType(
            String name, int position, List<@org.jspecify.annotations.Nullable SqlType> arguments) {
        return SqlType.STRING;
    }
}
