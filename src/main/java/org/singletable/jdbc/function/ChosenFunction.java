package org.singletable.jdbc.function;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.FunctionErrors;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** A function of the table, chosen for the types of its arguments. */
record ChosenFunction(String name, Choice choice) implements ScalarFunction {
    @Override
    public SqlType type() {
        return choice.type();
    }

    @Override
    public @Nullable Object apply(List<@Nullable Object> arguments) {
        List<@Nullable Object> converted = new ArrayList<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            Object value = arguments.get(i);
            if (value == null && !choice.seesNull()) {
                return null;
            }
            converted.add(value == null ? null : convert(value, choice.takes().get(i)));
        }
        return choice.body().apply(new Arguments(converted));
    }

    /**
     * The argument in the value class that the function takes. A parameter's value may be of any class; a number that is
     * none of the type's is refused, so that {@code n * ?} does not count 1.5 as 2.
     */
    private Object convert(Object value, SqlType type) {
        if (type.kind().valueClass().isInstance(value)) {
            return value;
        }
        Object converted = Conversions.convert(value, type);
        if (value instanceof Number
                && type.kind().isNumeric()
                && type.kind() != Kind.DOUBLE
                && Comparison.compare(value, converted) != 0) {
            throw FunctionErrors.notExact(name, type.toString());
        }
        return converted;
    }
}
