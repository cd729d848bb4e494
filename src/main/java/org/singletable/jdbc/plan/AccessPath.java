package org.singletable.jdbc.plan;

import java.util.Comparator;
import org.singletable.jdbc.mapping.EntityIndex;

/**
 * A way to find the rows of a table, and what it is worth.
 *
 * @param ordered whether rows come in the order that is asked for, or each Query's rows do
 */
record AccessPath(Access access, Estimate estimate, boolean ordered) {
    /**
     * Cheaper first. What reads one list or the whole table comes last however few requests it is assumed to send: it
     * grows with the table, and the others do not. A few requests for known keys come before any Query: they read what is
     * wanted and no more, while nobody knows what a partition holds.
     */
    static final Comparator<AccessPath> BEST_FIRST = bestFirst(Delivery.ALL);

    /** The same where rows are delivered so: the first rows in an order cost little where they come in that order. */
    static Comparator<AccessPath> bestFirst(Delivery delivery) {
        boolean firstOfAnOrder = delivery.firstRows() && !delivery.order().isEmpty();
        return Comparator.comparing(AccessPath::reach)
                .thenComparingLong(path -> path.requests(firstOfAnOrder))
                .thenComparingLong(path -> path.items(firstOfAnOrder))
                .thenComparing(AccessPath::freshness)
                .thenComparing(path -> !path.ordered);
    }

    /** So few items of each Query are assumed to be read for the first rows of an order. */
    private static final long ITEMS_OF_FIRST_ROWS = 10;

    /** So many requests for keys are worth being sure of how many they are. */
    private static final long FEW_REQUESTS = 10;

    /** How much of the table has to be read. */
    enum Reach {
        NOTHING,
        KNOWN_KEYS,
        SOME_ROWS,
        ALL_ROWS,
        TABLE
    }

    private enum Freshness {
        TABLE,
        LOCAL_INDEX,
        GLOBAL_INDEX
    }

    private long requests(boolean firstOfAnOrder) {
        return firstOfAnOrder && comesFirst() ? Math.min(estimate.requests(), queries()) : estimate.requests();
    }

    private long items(boolean firstOfAnOrder) {
        return firstOfAnOrder && comesFirst()
                ? Math.min(estimate.items(), queries() * ITEMS_OF_FIRST_ROWS)
                : estimate.items();
    }

    /**
     * Whether its first rows are there before the others are read. What a global index has in order may mostly be rows that a
     * further condition drops; the table and its local indexes read no more than the same partition in the worst case.
     */
    private boolean comesFirst() {
        return ordered && access instanceof Access.ByQuery && freshness() != Freshness.GLOBAL_INDEX;
    }

    private long queries() {
        return access instanceof Access.ByQuery query
                ? Estimates.combinations(query.known()) * query.hashTemplates().size()
                : estimate.requests();
    }

    private static AccessPath of(Access.Way way) {
        return new AccessPath(way.access(), way.estimate(), true);
    }

    Reach reach() {
        if (access instanceof Access.Union union) {
            return union.ways().stream()
                    .map(way -> of(way).reach())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        } else if (access instanceof Access.Nothing) {
            return Reach.NOTHING;
        } else if (access instanceof Access.Scan) {
            return Reach.TABLE;
        } else if (access instanceof Access.ByKeys byKeys
                && byKeys.keys().isCounted()
                && estimate.requests() <= FEW_REQUESTS) {
            return Reach.KNOWN_KEYS;
        }
        return access instanceof Access.ByQuery query && query.known().columns().isEmpty() && query.range() == null
                ? Reach.ALL_ROWS
                : Reach.SOME_ROWS;
    }

    /** Whether it reads no more than rows whose key, or hash key, is known. */
    boolean isKeyed() {
        return isKeyed(access);
    }

    static boolean isKeyed(Access access) {
        boolean ofList = access instanceof Access.ByQuery query
                && query.known().columns().isEmpty();
        return !ofList && !(access instanceof Access.Scan);
    }

    /** Whether it is one key, or one Query, for each row that its values are taken from. */
    boolean isLookup() {
        return access instanceof Access.ByKeys byKeys && byKeys.keys().isSingle()
                || access instanceof Access.ByQuery query
                        && isKeyed()
                        && query.known().isSingle()
                        && query.hashTemplates().size() == 1;
    }

    private Freshness freshness() {
        if (access instanceof Access.Union union) {
            return union.ways().stream()
                    .map(way -> of(way).freshness())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
        EntityIndex index = access instanceof Access.ByQuery query ? query.index() : null;
        if (index == null) {
            return Freshness.TABLE;
        }
        return index.schema().local() ? Freshness.LOCAL_INDEX : Freshness.GLOBAL_INDEX;
    }
}
