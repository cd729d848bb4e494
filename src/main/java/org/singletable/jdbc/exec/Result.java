package org.singletable.jdbc.exec;

import java.util.List;
import java.util.Set;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.Plan;

/** What a statement gave. */
public sealed interface Result {
    record Rows(List<Plan.ResultColumn> columns, RowCursor cursor) implements Result {}

    /**
     * @param count rows inserted, changed or deleted
     * @param inserted the rows of an INSERT, in its order; empty for other statements
     */
    record Count(long count, List<InsertedRow> inserted) implements Result {}

    /**
     * A new row.
     *
     * @param generated the columns that the driver filled in (defaults, version)
     * @param values of all columns, as a query reads them
     */
    record InsertedRow(Entity entity, Set<Column> generated, ColumnValues values) {}
}
