package org.singletable.jdbc.plan;

/** What rows are ordered by. {@code nullsFirst} is where NULLs come in the result, whatever the direction. */
public record SortKey(BoundExpr expr, boolean descending, boolean nullsFirst) {}
