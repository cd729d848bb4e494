package org.singletable.jdbc;

/**
 * How a statement is carried out: which requests it sends, by which keys. Unwrap it from a {@code PreparedStatement}, from
 * a {@code Statement} for its last execution, or from a {@code ResultSet}. Asking for it sends no request.
 */
public interface ExecutionPlan {
    /** The lines that {@code EXPLAIN} gives, under the settings that the connection has now. Values in the SQL are shown. */
    String text();
}
