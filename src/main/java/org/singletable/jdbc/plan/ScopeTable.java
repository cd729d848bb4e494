package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.PlanErrors;
import org.singletable.jdbc.mapping.AttributeType;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.plan.Plan.ResultColumn;
import org.singletable.jdbc.type.SqlType;

/**
 * A table as the names of a SELECT see it.
 *
 * @param name what its columns are qualified with
 * @param entity null for a derived table and {@code _items}
 * @param onlyQualified whether a name without qualifier is never one of its columns
 */
record ScopeTable(String name, @Nullable Entity entity, List<ScopeColumn> columns, boolean onlyQualified) {
    ScopeTable {
        columns = List.copyOf(columns);
    }

    ScopeTable(String name, @Nullable Entity entity, List<ScopeColumn> columns) {
        this(name, entity, columns, false);
    }

    /** The table where its columns can only be named with its own name before them: {@code excluded}. */
    ScopeTable asOnlyQualified() {
        return new ScopeTable(name, entity, columns, true);
    }

    /**
     * A column of it.
     *
     * @param name in a derived table, the label in its query
     * @param value on the frame of the SELECT
     * @param hidden not in {@code *}
     * @param entity where it comes from, null for an expression
     * @param column where it comes from, null for an expression
     * @param readOnly see {@link ResultColumn}
     */
    record ScopeColumn(
            String name,
            BoundExpr value,
            boolean nullable,
            boolean hidden,
            @Nullable Entity entity,
            @Nullable Column column,
            boolean readOnly) {
        ResultColumn result(@Nullable String alias) {
            return new ResultColumn(
                    alias != null ? alias : name, name, value.type(), nullable, entity, column, readOnly);
        }

        private ScopeColumn named(String other) {
            return new ScopeColumn(other, value, nullable, hidden, entity, column, readOnly);
        }

        private ScopeColumn asNullable() {
            return new ScopeColumn(name, value, true, hidden, entity, column, readOnly);
        }
    }

    static ScopeTable of(Source source) {
        List<ScopeColumn> columns = new ArrayList<>();
        for (Column column : source.entity().columns()) {
            columns.add(new ScopeColumn(
                    column.name(),
                    source.value(column),
                    !column.notNull(),
                    column.hidden(),
                    source.entity(),
                    column,
                    column.readOnly()));
        }
        return new ScopeTable(source.name(), source.entity(), columns);
    }

    /** The table {@code _items}: the key attributes, {@code _entity}, {@code _item}. */
    static ScopeTable items(String name, TableSchema table, int offset) {
        List<ScopeColumn> columns = new ArrayList<>();
        addItemsColumn(columns, table.hashKey().name(), type(table.hashKey()), false, offset);
        table.sortKey().ifPresent(key -> addItemsColumn(columns, key.name(), type(key), false, offset));
        addItemsColumn(columns, "_entity", SqlType.STRING, true, offset);
        addItemsColumn(columns, "_item", SqlType.JSON, false, offset);
        return new ScopeTable(name, null, columns);
    }

    private static void addItemsColumn(
            List<ScopeColumn> columns, String name, SqlType type, boolean nullable, int offset) {
        BoundExpr slot = new BoundExpr.Slot(offset + columns.size(), type);
        columns.add(new ScopeColumn(name, slot, nullable, false, null, null, true));
    }

    private static SqlType type(KeyAttribute key) {
        if (key.type() == AttributeType.S) {
            return SqlType.STRING;
        }
        return key.type() == AttributeType.N ? SqlType.DECIMAL : SqlType.BINARY;
    }

    /** A derived table whose rows fill the slots from the offset on. */
    static ScopeTable derived(String name, List<ResultColumn> results, int offset) {
        List<ScopeColumn> columns = new ArrayList<>();
        for (ResultColumn result : results) {
            columns.add(new ScopeColumn(
                    result.label(),
                    new BoundExpr.Slot(offset + columns.size(), result.type()),
                    result.nullable(),
                    false,
                    result.entity(),
                    result.column(),
                    true));
        }
        return new ScopeTable(name, null, columns);
    }

    /**
     * A derived table with other names for its columns.
     *
     * @param names one for each column, or empty to leave them as they are
     * @throws org.singletable.jdbc.error.DriverException 42601 where there are more or fewer
     */
    ScopeTable withNames(List<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        if (names.size() != columns.size()) {
            throw PlanErrors.columnNames(name, names.size(), columns.size());
        }
        List<ScopeColumn> named = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            named.add(columns.get(i).named(names.get(i)));
        }
        return new ScopeTable(name, entity, named);
    }

    /** The table as the right side of a LEFT JOIN, whose rows may be missing. */
    ScopeTable asNullable() {
        return new ScopeTable(
                name, entity, columns.stream().map(ScopeColumn::asNullable).toList());
    }

    /** What {@code *} stands for. */
    List<ScopeColumn> visibleColumns() {
        return columns.stream().filter(column -> !column.hidden()).toList();
    }

    List<String> visibleNames() {
        return visibleColumns().stream().map(ScopeColumn::name).toList();
    }
}
