package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.type.SqlType;

/** What a statement will do: an immutable value, made once per SQL text and bound to parameters at execution. */
public sealed interface Plan {
    /** The types of the parameters, index 1 first; STRING where nothing tells more. */
    List<ParameterInfo> parameters();

    /** What is known of a {@code ?}. */
    record ParameterInfo(SqlType type, boolean nullable) {}

    /**
     * A column of a result.
     *
     * @param label the alias, else the name
     * @param name the column's own name
     * @param entity the entity it comes from, null for an expression
     * @param column the entity's column, null for an expression
     */
    record ResultColumn(
            String label,
            String name,
            SqlType type,
            boolean nullable,
            @Nullable Entity entity,
            @Nullable Column column) {}

    /**
     * Rows of one entity, or one row of constants where {@code access} is null.
     *
     * @param residual evaluated on every decoded row; null where every row is wanted
     * @param outputs one expression a result column
     */
    record SelectPlan(
            List<ParameterInfo> parameters,
            @Nullable Access access,
            @Nullable BoundExpr residual,
            List<ResultColumn> columns,
            List<BoundExpr> outputs,
            @Nullable BoundExpr limit,
            @Nullable BoundExpr offset)
            implements Plan {}

    /**
     * One new row.
     *
     * @param values by column, those the statement gives, explicit DEFAULTs left out
     */
    record InsertPlan(List<ParameterInfo> parameters, Entity entity, Map<Column, BoundExpr> values) implements Plan {}

    /**
     * Changes of the row with one primary key.
     *
     * @param assignments by column; a DEFAULT is the column's default expression
     * @param residual further conditions on the row, null where there are none
     */
    record UpdatePlan(
            List<ParameterInfo> parameters,
            Access.ByKey access,
            Map<Column, BoundExpr> assignments,
            @Nullable BoundExpr residual)
            implements Plan {}

    record DeletePlan(
            List<ParameterInfo> parameters,
            Access.ByKey access,
            @Nullable BoundExpr residual) implements Plan {}
}
