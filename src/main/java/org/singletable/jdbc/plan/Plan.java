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
     * @param readOnly whether it is not the value of one row of that entity that could be changed
     */
    record ResultColumn(
            String label,
            String name,
            SqlType type,
            boolean nullable,
            @Nullable Entity entity,
            @Nullable Column column,
            boolean readOnly) {
        /** A column of an entity, as far as that can be changed, or an expression. */
        public ResultColumn(
                String label,
                String name,
                SqlType type,
                boolean nullable,
                @Nullable Entity entity,
                @Nullable Column column) {
            this(label, name, type, nullable, entity, column, column == null || column.readOnly());
        }

        /** The same for rows that are made of several. */
        ResultColumn asReadOnly() {
            return new ResultColumn(label, name, type, nullable, entity, column, true);
        }
    }

    /**
     * A query.
     *
     * @param root gives one value a result column
     * @param subqueries the queries within expressions, each at the index by which {@link BoundExpr} names it
     */
    record QueryPlan(List<ParameterInfo> parameters, Rel root, List<ResultColumn> columns, List<Rel> subqueries)
            implements Plan {
        public QueryPlan {
            columns = List.copyOf(columns);
            subqueries = List.copyOf(subqueries);
        }
    }

    /** EXPLAIN of another plan; {@code analyze} runs it. */
    record ExplainPlan(Plan explained, boolean analyze, boolean json) implements Plan {
        @Override
        public List<ParameterInfo> parameters() {
            return explained.parameters();
        }
    }

    /** Rows that the catalog tells: SHOW TABLES, DESCRIBE. */
    record CatalogRows(List<ResultColumn> columns, List<List<@Nullable Object>> rows) implements Plan {
        @Override
        public List<ParameterInfo> parameters() {
            return List.of();
        }
    }

    /** A session setting; {@code name} null for RESET ALL. */
    record SettingPlan(@Nullable String name, @Nullable String value) implements Plan {
        @Override
        public List<ParameterInfo> parameters() {
            return List.of();
        }
    }

    /**
     * One new row.
     *
     * @param values what the statement gives, each converted to its column's type
     * @param defaults what the columns that the statement leaves out, or gives as DEFAULT, are filled with; columns that
     *     are in neither map become NULL
     */
    record InsertPlan(
            List<ParameterInfo> parameters,
            Entity entity,
            Map<Column, BoundExpr> values,
            Map<Column, BoundExpr> defaults)
            implements Plan {}

    /**
     * Changes of the row with one primary key.
     *
     * @param assignments what SET says and, for columns it does not name, {@code onUpdate}; each converted to its column's
     *     type. A version column is in here only where SET names it
     * @param residual the conjuncts of WHERE that are not part of the key
     */
    record UpdatePlan(
            List<ParameterInfo> parameters,
            Access.SingleRow access,
            Map<Column, BoundExpr> assignments,
            List<BoundExpr> residual)
            implements Plan {
        public UpdatePlan {
            residual = List.copyOf(residual);
        }
    }

    /**
     * Removal of the row with one primary key.
     *
     * @param residual the conjuncts of WHERE that are not part of the key
     */
    record DeletePlan(List<ParameterInfo> parameters, Access.SingleRow access, List<BoundExpr> residual)
            implements Plan {
        public DeletePlan {
            residual = List.copyOf(residual);
        }
    }
}
