package org.singletable.jdbc.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.UniqueConstraint;
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
     * @param forUpdate whether the rows it reads must not change until the transaction commits
     */
    record QueryPlan(
            List<ParameterInfo> parameters,
            Rel root,
            List<ResultColumn> columns,
            List<Rel> subqueries,
            boolean forUpdate)
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

    /**
     * CALL.
     *
     * @param entity the name of the entity that it is about, {@link Procedure#ALL} for all
     * @param resume where to go on, null for the beginning
     * @param rate capacity units that it may consume a second, null for no limit
     */
    record CallPlan(
            List<ParameterInfo> parameters,
            Procedure procedure,
            BoundExpr entity,
            @Nullable BoundExpr resume,
            @Nullable BoundExpr rate)
            implements Plan {
        public CallPlan {
            parameters = List.copyOf(parameters);
        }

        /** The only statement that names its table by a value: it can be known at execution only. */
        public List<Entity> entities(@Nullable String name, Catalog catalog) {
            if (name == null) {
                throw PlanErrors.noEntity(procedure.sqlName());
            }
            return name.equals(Procedure.ALL) ? catalog.entities() : List.of(Scope.entity(name, catalog));
        }
    }

    /** COMMIT, ROLLBACK and savepoints. */
    record TransactionPlan(Action action, @Nullable String savepoint) implements Plan {
        /** What is done to the transaction. */
        public enum Action {
            COMMIT,
            ROLLBACK,
            SAVEPOINT,
            ROLLBACK_TO,
            RELEASE
        }

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

    /** A statement that changes rows of one entity. */
    sealed interface WritePlan extends Plan {
        Entity entity();

        /** What it gives of each row it has written; null where it gives a count. */
        @Nullable
        Returning returning();

        /** The queries within its expressions, each at the index by which {@link BoundExpr} names it. */
        List<Rel> subqueries();
    }

    /**
     * RETURNING.
     *
     * @param values on the row as it is after the write, or was before a DELETE
     */
    record Returning(List<ResultColumn> columns, List<BoundExpr> values) {
        public Returning {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }
    }

    /**
     * New rows.
     *
     * @param query gives a row of values for each new row; null where {@code rows} tells them all
     * @param rows the new rows; of a query a single one, whose expressions are on the query's rows
     * @param conflict ON CONFLICT, null where there is none
     * @param replace whether each row takes the place of the one that is there (UPSERT), with all its attributes
     * @param mayWriteOver what is true of a row in the way that the connection may change or replace
     */
    record InsertPlan(
            List<ParameterInfo> parameters,
            Entity entity,
            @Nullable Rel query,
            List<NewRow> rows,
            @Nullable ConflictClause conflict,
            boolean replace,
            List<BoundExpr> mayWriteOver,
            @Nullable Returning returning,
            List<Rel> subqueries)
            implements WritePlan {
        public InsertPlan {
            rows = List.copyOf(rows);
            mayWriteOver = List.copyOf(mayWriteOver);
            subqueries = List.copyOf(subqueries);
        }
    }

    /**
     * One new row.
     *
     * @param values what the statement gives, each converted to its column's type
     * @param defaults what the columns that the statement leaves out, or gives as DEFAULT, are filled with; columns that
     *     are in neither map become NULL
     */
    record NewRow(Map<Column, BoundExpr> values, Map<Column, BoundExpr> defaults) {}

    /**
     * ON CONFLICT.
     *
     * @param target the only constraint whose violation is no error; null for all of them
     * @param update what becomes of the row that is there; null for nothing
     */
    record ConflictClause(
            @Nullable ConflictTarget target, @Nullable ConflictUpdate update) {}

    /** @param constraint null for the primary key */
    record ConflictTarget(@Nullable UniqueConstraint constraint) {}

    /**
     * DO UPDATE. Its expressions are on frames of two rows: the one that is there, then the one that was to be inserted.
     *
     * @param where rows of which it is not true are left alone
     */
    record ConflictUpdate(Map<Column, NewValue> assignments, List<BoundExpr> where) {
        public ConflictUpdate {
            where = List.copyOf(where);
        }
    }

    /**
     * What SET gives a column.
     *
     * @param value converted to the column's type
     * @param increment where the value is the column's own plus this one, which no column is part of; else null
     */
    record NewValue(BoundExpr value, @Nullable BoundExpr increment) {}

    /**
     * The rows that an UPDATE or DELETE is about.
     *
     * @param read finds them; its access is {@link Access.ByKey} where WHERE gives the whole primary key
     * @param beyondKey the conjuncts of WHERE that are not part of that key; all of them on other paths
     */
    record Target(Rel.Read read, List<BoundExpr> beyondKey) {
        public Target {
            beyondKey = List.copyOf(beyondKey);
        }

        public Access access() {
            return read.access();
        }

        public Entity entity() {
            return read.source().entity();
        }
    }

    /**
     * Changes of rows.
     *
     * @param assignments what SET says and, for columns it does not name, {@code onUpdate}. A version column is in here
     *     only where SET names it
     */
    record UpdatePlan(
            List<ParameterInfo> parameters,
            Target target,
            Map<Column, NewValue> assignments,
            @Nullable Returning returning,
            List<Rel> subqueries)
            implements WritePlan {
        public UpdatePlan {
            subqueries = List.copyOf(subqueries);
        }

        @Override
        public Entity entity() {
            return target.entity();
        }
    }

    /** Removal of rows. */
    record DeletePlan(
            List<ParameterInfo> parameters,
            Target target,
            @Nullable Returning returning,
            List<Rel> subqueries) implements WritePlan {
        public DeletePlan {
            subqueries = List.copyOf(subqueries);
        }

        @Override
        public Entity entity() {
            return target.entity();
        }
    }
}
