package org.singletable.jdbc.plan;

/**
 * A part of FROM that is planned.
 *
 * @param ordered whether its rows come in the order that was asked for
 * @param keyed whether it reads only what known keys or hash keys lead to
 * @param empty whether it is known to give no row
 */
record JoinStep(Rel rel, boolean ordered, boolean keyed, boolean empty) {
    /** The same rows; in the order asked for only if this holds besides. */
    JoinStep orderedIf(boolean holds) {
        return new JoinStep(rel, ordered && holds, keyed, empty);
    }

    boolean isScan() {
        return rel instanceof Rel.Read read && read.access() instanceof Access.Scan;
    }
}
