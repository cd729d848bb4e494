package org.singletable.jdbc.exec.write;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.BoundExpr;

/** The values that statements give columns. */
final class RowValues {
    private RowValues() {}

    /** The value that a statement gives a column, as it will be read back. DynamoDB has no empty set: it is NULL. */
    static @Nullable Object evaluate(Entity entity, Column column, BoundExpr value, Bindings bindings) {
        try {
            Object given = Evaluator.evaluate(value, bindings);
            return given == null ? null : KeyValues.asStored(column, given);
        } catch (DriverException e) {
            throw WriteErrors.inColumn(entity.name(), column.name(), e);
        }
    }
}
