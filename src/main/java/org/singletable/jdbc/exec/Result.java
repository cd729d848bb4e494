package org.singletable.jdbc.exec;

import java.util.List;
import java.util.Map;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.Plan;

/** What a statement gave. */
public sealed interface Result {
    record Rows(List<Plan.ResultColumn> columns, RowCursor cursor) implements Result {}

    /**
     * @param count rows inserted, changed or deleted
     * @param entity the table written
     * @param generated columns of an inserted row that the driver filled in (defaults, version), with their values
     */
    record Count(long count, Entity entity, Map<Column, Object> generated) implements Result {}
}
