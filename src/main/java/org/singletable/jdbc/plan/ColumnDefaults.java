package org.singletable.jdbc.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.plan.BoundExpr.Call;
import org.singletable.jdbc.plan.BoundExpr.Constant;
import org.singletable.jdbc.sql.Expr;
import org.singletable.jdbc.sql.SqlParser;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** The expressions of {@code default} and {@code onUpdate} in the mapping. */
public final class ColumnDefaults {
    private ColumnDefaults() {}

    /**
     * Checks every default of a mapping, so that a bad one is found when connecting and not at the first INSERT.
     *
     * @throws DriverException 08001 naming entity and column
     */
    public static void check(Catalog catalog) {
        for (Entity entity : catalog.entities()) {
            for (Column column : entity.columns()) {
                check(entity, column, "default", column.defaultSql());
                check(entity, column, "onUpdate", column.onUpdateSql());
            }
        }
    }

    private static void check(Entity entity, Column column, String key, @Nullable String sql) {
        if (sql == null) {
            return;
        }
        try {
            bind(sql, column);
        } catch (DriverException e) {
            throw new DriverException(
                    SqlState.CANNOT_CONNECT,
                    "mapping: " + key + " of column \"" + column.name() + "\" of \"" + entity.name() + "\": "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * The value of a default, converted to its column's type.
     *
     * @throws DriverException 42601, HYC00, 22018
     */
    public static BoundExpr bind(String sql, Column column) {
        Expr expr = SqlParser.parseExpression(sql);
        if (expr instanceof Expr.Parameter) {
            throw new DriverException(SqlState.SYNTAX_ERROR, "a default has no parameters");
        }
        if (expr instanceof Expr.Function function && function.name().equals("now")) {
            // now() must fit where it is stored: a long counts milliseconds, an epoch seconds.
            if (column.type().kind() == Kind.LONG) {
                return new Call("epoch_millis", List.of(), SqlType.LONG);
            }
            if (column.form() == StoredForm.EPOCH) {
                return new Call("now_seconds", List.of(), SqlType.TIMESTAMPTZ);
            }
        }
        BoundExpr value = new ExpressionBinder(Scope.EMPTY, new Parameters(0)).bindAssignment(expr, column);
        Object constant = value instanceof BoundExpr.Convert convert && convert.operand() instanceof Constant given
                ? given.value()
                : null;
        // It would fit no row: that is found now, and not by each INSERT.
        return constant == null ? value : new Constant(Conversions.convert(constant, column.type()), column.type());
    }

    static BoundExpr constant(long value, Column column) {
        return new Constant(Conversions.convert(value, column.type()), column.type());
    }
}
