package org.singletable.jdbc.bench;

/**
 * How long a run measures.
 *
 * @param canned of part a
 * @param server of part b
 * @param distant of part c
 * @param starts rounds of part d
 * @param planning of part e
 * @param largeCustomersOrders rows that are paged through
 * @param ordersOfBatch rows of a batch
 */
record Effort(
        Iterations canned,
        Iterations server,
        Iterations distant,
        int starts,
        Iterations planning,
        int largeCustomersOrders,
        int ordersOfBatch) {
    static final Effort FULL = new Effort(
            new Iterations(2, 36, 24),
            new Iterations(1, 18, 18),
            new Iterations(1, 3, 9),
            15,
            new Iterations(1, 8, 5),
            100_000,
            10_000);

    /** To see that all works, and roughly where things stand. */
    static final Effort QUICK = new Effort(
            new Iterations(1, 15, 9),
            new Iterations(1, 6, 6),
            new Iterations(1, 3, 3),
            3,
            new Iterations(1, 4, 2),
            10_000,
            1_000);

    /**
     * @param processes that run one after the other
     * @param warmups of each process, before those that count; where subjects take turns, a multiple of their number
     * @param counted those that count, of each process; likewise
     */
    record Iterations(int processes, int warmups, int counted) {}
}
