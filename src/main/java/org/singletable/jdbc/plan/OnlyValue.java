package org.singletable.jdbc.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.RowScopeErrors;
import org.singletable.jdbc.function.ScalarFunction;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.SqlType;

/** Gives back its argument where that is the only value that the connection may give the column, else fails with 42501. */
record OnlyValue(Column column, Constant only) implements ScalarFunction {
    @Override
    public String name() {
        return "only_bound_value";
    }

    @Override
    public SqlType type() {
        return column.type();
    }

    @Override
    public Object apply(List<@Nullable Object> arguments) {
        Object given = arguments.get(0);
        Object value = only.value();
        if (given == null || value == null || !Comparison.equalValues(given, value)) {
            throw RowScopeErrors.otherValue(column.name());
        }
        return given;
    }
}
