package org.singletable.jdbc.sql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parsed statement. Names are as written, without their quotes; nothing is resolved yet. Whatever is not in this tree
 * was refused by the {@link SqlParser}.
 */
public sealed interface Statement {
    /**
     * A table name.
     *
     * @param schema the physical table it is qualified with, null where it is not
     * @param alias null where there is none
     */
    record TableRef(
            @Nullable String schema, String name, @Nullable String alias) {
        /** The name columns are qualified with: the alias, else the table's name. */
        public String exposedName() {
            return alias != null ? alias : name;
        }
    }

    /** An item of the select list. */
    sealed interface SelectItem {}

    /** {@code *}, or {@code t.*} where qualified. */
    record AllColumns(@Nullable String qualifier) implements SelectItem {}

    record ExprItem(Expr expr, @Nullable String alias) implements SelectItem {}

    /**
     * A SELECT.
     *
     * @param from null for a SELECT without FROM
     * @param where null where there is none
     * @param limit maximum number of rows, a literal or parameter, null where there is none
     * @param offset rows to skip, a literal or parameter, null where there is none
     */
    record Select(
            List<SelectItem> items,
            @Nullable TableRef from,
            @Nullable Expr where,
            @Nullable Expr limit,
            @Nullable Expr offset)
            implements Statement {
        public Select {
            items = List.copyOf(items);
        }

        public Optional<TableRef> table() {
            return Optional.ofNullable(from);
        }
    }

    /**
     * An INSERT of one row.
     *
     * @param columns empty where the statement names none: then all columns in the order of {@code *}
     * @param values one expression a column; {@link Expr.Default} for DEFAULT
     */
    record Insert(TableRef table, List<String> columns, List<Expr> values) implements Statement {
        public Insert {
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }
    }

    /** {@code column = value}. */
    record Assignment(@Nullable String qualifier, String column, Expr value) {}

    record Update(
            TableRef table,
            List<Assignment> assignments,
            @Nullable Expr where) implements Statement {
        public Update {
            assignments = List.copyOf(assignments);
        }
    }

    record Delete(TableRef table, @Nullable Expr where) implements Statement {}
}
