package org.singletable.jdbc.plan;

/** Which parts of a plan cost more the more rows of other keys the table holds. */
final class Growth {
    private Growth() {}

    /** Whether the rows it gives are no more than those of known keys or hash keys, or as many as a LIMIT says. */
    static boolean isBounded(Rel rel) {
        if (rel instanceof Rel.Read read) {
            return AccessPath.isKeyed(read.access());
        } else if (rel instanceof Rel.Items items) {
            return items.partition() != null;
        } else if (rel instanceof Rel.LookupJoin join) {
            return isBounded(join.left());
        }
        boolean few = rel instanceof Rel.Limit limit && limit.limit() != null
                || rel instanceof Rel.Count
                || rel instanceof Rel.Aggregate aggregate && aggregate.keys().isEmpty();
        return few || rel.inputs().stream().allMatch(Growth::isBounded);
    }

    /** Whether any part of it scans the table. */
    static boolean scans(Rel rel) {
        return rel instanceof Rel.Read read && read.access() instanceof Access.Scan
                || rel instanceof Rel.Items items && items.partition() == null
                || rel.inputs().stream().anyMatch(Growth::scans);
    }
}
