package org.singletable.jdbc.plan;

import java.util.HashSet;
import java.util.Set;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.Plan.ResultColumn;

/**
 * Whether the rows of a query can be changed one by one: each has to be a row of one and the same entity, known by its primary
 * key, and all its columns that row's own.
 */
public sealed interface Updatability {
    record Updatable(Entity entity) implements Updatability {}

    /** @param reason what it is about the query, {@code it joins tables} */
    record ReadOnly(String reason) implements Updatability {}

    static Updatability of(Plan plan) {
        return plan instanceof Plan.QueryPlan query ? of(query) : new ReadOnly("it is no query");
    }

    private static Updatability of(Plan.QueryPlan query) {
        Rel rows = query.root();
        while (rows instanceof Rel.Project
                || rows instanceof Rel.Limit
                || rows instanceof Rel.Sort
                || rows instanceof Rel.Filter) {
            rows = rows.inputs().get(0);
        }
        if (!(rows instanceof Rel.Read read)) {
            return new ReadOnly("its rows are not those of one table as they are");
        }
        Entity entity = read.source().entity();
        Set<Column> columns = new HashSet<>();
        for (ResultColumn column : query.columns()) {
            if (column.column() == null) {
                return new ReadOnly("its column " + column.label() + " is an expression");
            }
            if (!columns.add(column.column())) {
                return new ReadOnly("it has column " + column.column().name() + " more than once");
            }
        }
        for (Column key : entity.primaryKey()) {
            if (!columns.contains(key)) {
                return new ReadOnly("it lacks " + key.name() + " of the primary key of " + entity.name());
            }
        }
        return new Updatable(entity);
    }
}
