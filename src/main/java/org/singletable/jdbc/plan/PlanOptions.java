package org.singletable.jdbc.plan;

/**
 * What a plan depends on beside the statement and the mapping.
 *
 * @param strictReads no global index is read, since it may lag behind ({@code consistentRead=strict})
 * @param rows the rows that there are for the connection
 */
public record PlanOptions(boolean strictReads, RowScope rows) {
    /** What holds where nothing is set. */
    public static final PlanOptions DEFAULT = new PlanOptions(false, RowScope.ALL);
}
