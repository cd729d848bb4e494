package org.singletable.jdbc.history;

/**
 * Why one transaction comes before another in every serial order.
 *
 * @param reason for people
 */
record Dependency(Transaction from, Transaction to, Kind kind, String reason) {
    /** What is between the two. */
    enum Kind {
        /** The second one overwrote what the first wrote. */
        WW,
        /** The second one read what the first wrote. */
        WR,
        /** The second one overwrote what the first read. */
        RW,
        /** The first one had ended when the second began. */
        REAL_TIME
    }
}
