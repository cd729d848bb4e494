package org.singletable.jdbc.sql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parsed statement. Names are as written, without their quotes; nothing is resolved yet. Whatever is not in this tree
 * was refused by the {@link SqlParser}.
 */
public sealed interface Statement {
    /** An item of FROM. */
    sealed interface FromItem {}

    /**
     * A table name.
     *
     * @param schema the physical table it is qualified with, null where it is not
     * @param alias null where there is none
     */
    record TableRef(
            @Nullable String schema, String name, @Nullable String alias) implements FromItem {
        /** The name columns are qualified with: the alias, else the table's name. */
        public String exposedName() {
            return alias != null ? alias : name;
        }
    }

    /**
     * A query in the place of a table.
     *
     * @param columns the names of its columns where they are written behind the alias, else empty
     */
    record DerivedTable(Query query, String alias, List<String> columns) implements FromItem {
        public DerivedTable {
            columns = List.copyOf(columns);
        }
    }

    enum JoinKind {
        INNER,
        LEFT
    }

    /** Two items of FROM joined; joins are nested to the left as they are written. */
    record Join(FromItem left, FromItem right, JoinKind kind, Expr on) implements FromItem {}

    /** An item of the select list. */
    sealed interface SelectItem {}

    /** {@code *}, or {@code t.*} where qualified. */
    record AllColumns(@Nullable String qualifier) implements SelectItem {}

    record ExprItem(Expr expr, @Nullable String alias) implements SelectItem {}

    /**
     * An item of ORDER BY.
     *
     * @param expr an expression, an alias or name of the select list, or a whole number: a position in it
     * @param nullsFirst null where the statement does not say: NULL is then the lowest value
     */
    record OrderItem(
            Expr expr, boolean descending, @Nullable Boolean nullsFirst) {}

    /** What gives rows. */
    sealed interface Query extends Statement {
        List<OrderItem> orderBy();

        /** Maximum number of rows, a literal or parameter, null where there is none. */
        @Nullable
        Expr limit();

        /** Rows to skip, a literal or parameter, null where there is none. */
        @Nullable
        Expr offset();
    }

    /**
     * A SELECT.
     *
     * @param from null for a SELECT without FROM
     * @param where null where there is none
     * @param groupBy empty where there is none
     * @param having null where there is none
     * @param scanAllowed whether the hint {@code SCAN} permits reading the whole table
     * @param forUpdate whether it ends with FOR UPDATE; only a query that is the whole statement does
     */
    record Select(
            boolean distinct,
            List<SelectItem> items,
            @Nullable FromItem from,
            @Nullable Expr where,
            List<Expr> groupBy,
            @Nullable Expr having,
            List<OrderItem> orderBy,
            @Nullable Expr limit,
            @Nullable Expr offset,
            boolean scanAllowed,
            boolean forUpdate)
            implements Query {
        public Select {
            items = List.copyOf(items);
            groupBy = List.copyOf(groupBy);
            orderBy = List.copyOf(orderBy);
        }

        public Optional<FromItem> source() {
            return Optional.ofNullable(from);
        }
    }

    /** Two or more queries of equally many columns, one after the other. */
    record UnionAll(
            List<Query> inputs,
            List<OrderItem> orderBy,
            @Nullable Expr limit,
            @Nullable Expr offset) implements Query {
        public UnionAll {
            inputs = List.copyOf(inputs);
            orderBy = List.copyOf(orderBy);
        }
    }

    /**
     * An INSERT, or an UPSERT.
     *
     * @param columns empty where the statement names none: then all columns in the order of {@code *}
     * @param onConflict null where there is none
     * @param replace whether it is UPSERT INTO or REPLACE INTO: each row takes the place of the one with its key, whole
     * @param returning empty where there is no RETURNING
     */
    record Insert(
            TableRef table,
            List<String> columns,
            InsertSource source,
            @Nullable OnConflict onConflict,
            boolean replace,
            List<SelectItem> returning)
            implements Statement {
        public Insert {
            columns = List.copyOf(columns);
            returning = List.copyOf(returning);
        }
    }

    /** What an INSERT inserts. */
    sealed interface InsertSource {}

    /**
     * VALUES.
     *
     * @param rows one expression a column, {@link Expr.Default} for DEFAULT. A row without expressions, which is then the
     *     only one of an INSERT without columns, is that of DEFAULT VALUES
     */
    record Values(List<List<Expr>> rows) implements InsertSource {
        public Values {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** The rows of a query. */
    record QueryRows(Query query) implements InsertSource {}

    /**
     * ON CONFLICT.
     *
     * @param target the columns in parentheses, empty where there are none
     */
    record OnConflict(List<String> target, ConflictAction action) {
        public OnConflict {
            target = List.copyOf(target);
        }
    }

    /** What an INSERT does where the row exists. */
    sealed interface ConflictAction {}

    /** {@code DO NOTHING}. */
    record DoNothing() implements ConflictAction {}

    /**
     * {@code DO UPDATE SET ...}. The row that was to be inserted has the name {@code excluded} in it.
     *
     * @param where null where there is none
     */
    record DoUpdate(List<Assignment> assignments, @Nullable Expr where) implements ConflictAction {
        public DoUpdate {
            assignments = List.copyOf(assignments);
        }
    }

    /** {@code column = value}; {@link Expr.Default} for DEFAULT. */
    record Assignment(@Nullable String qualifier, String column, Expr value) {}

    /**
     * An UPDATE.
     *
     * @param assignments in the order of the text; those of {@code SET (a, b) = (1, 2)} one by one
     * @param where null where there is none
     * @param returning empty where there is no RETURNING
     * @param scanAllowed whether the hint {@code SCAN} permits reading the whole table
     */
    record Update(
            TableRef table,
            List<Assignment> assignments,
            @Nullable Expr where,
            List<SelectItem> returning,
            boolean scanAllowed)
            implements Statement {
        public Update {
            assignments = List.copyOf(assignments);
            returning = List.copyOf(returning);
        }
    }

    /**
     * A DELETE.
     *
     * @param where null where there is none
     * @param returning empty where there is no RETURNING
     * @param scanAllowed whether the hint {@code SCAN} permits reading the whole table
     */
    record Delete(TableRef table, @Nullable Expr where, List<SelectItem> returning, boolean scanAllowed)
            implements Statement {
        public Delete {
            returning = List.copyOf(returning);
        }
    }

    /** {@code COMMIT}. */
    record Commit() implements Statement {}

    /**
     * {@code ROLLBACK}.
     *
     * @param savepoint the name after TO, null where all of the transaction is rolled back
     */
    record Rollback(@Nullable String savepoint) implements Statement {}

    /** {@code SAVEPOINT name}. */
    record Savepoint(String name) implements Statement {}

    /** {@code RELEASE SAVEPOINT name}. */
    record ReleaseSavepoint(String name) implements Statement {}

    /** {@code CALL procedure(arguments)}. */
    record Call(String procedure, List<Expr> arguments) implements Statement {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * EXPLAIN.
     *
     * @param analyze run the statement and add what it took
     * @param json {@code FORMAT JSON}: the plan as one JSON document instead of lines of text
     */
    record Explain(Statement statement, boolean analyze, boolean json) implements Statement {}

    /** {@code SHOW TABLES}. */
    record ShowTables() implements Statement {}

    /** {@code DESCRIBE t}. */
    record Describe(TableRef table) implements Statement {}

    /**
     * {@code SET name = value}.
     *
     * @param value as text: a name, or a literal without its quotes
     */
    record SetOption(String name, String value) implements Statement {}

    /** {@code RESET ALL}: session settings are again what the connection began with. */
    record ResetAll() implements Statement {}
}
