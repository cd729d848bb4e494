package org.singletable.jdbc.faults;

import java.sql.SQLException;
import java.util.Set;

/** What the SQLState of a failed statement promises of what it did (docs/writes.md). */
enum Failures {
    /** The rows did not allow it. */
    REFUSED,
    /** Nothing was done, and it may be tried again. */
    NOT_DONE,
    /** Nobody knows. */
    UNKNOWN;

    private static final String OUTCOME = "outcome is unknown";

    /** What faults may make of a statement, beside what the rows do. */
    private static final Set<String> NOT_DONE_STATES = Set.of(
            "08006", // lost while reading, or not sent
            "53400", // throttled
            "40001", // a transaction on the same item
            "54000", // reasons of a cancelled transaction: the item collection is full
            "22023", // not valid
            "28000"); // not allowed

    /** @throws AssertionError where the state is none that faults may cause */
    static Failures of(SQLException e) {
        String state = e.getSQLState();
        if (state.equals("58030")
                || state.equals("08007")
                || String.valueOf(e.getMessage()).contains(OUTCOME)) {
            return UNKNOWN;
        }
        if (state.equals("23505")) {
            return REFUSED;
        }
        if (NOT_DONE_STATES.contains(state)) {
            return NOT_DONE;
        }
        throw new AssertionError("a statement failed with " + state, e);
    }
}
