package org.singletable.jdbc.differential;

import java.util.Set;

/** When two answers to a write are the same. */
final class WriteAgreement {
    private static final Set<String> BAD_ROW = Set.of("22", "23");

    private WriteAgreement() {}

    static boolean agree(Write write, Answer actual, Answer h2) {
        if (!actual.failed() || !h2.failed()) {
            return actual.failed() == h2.failed() && actual.agreesWith(h2);
        }
        return write.oneFault() ? sameState(actual, h2) : sameKind(actual, h2);
    }

    private static boolean sameState(Answer actual, Answer h2) {
        // H2 calls numbers that are too large too long.
        return actual.state().equals(h2.state())
                || (actual.state().equals("22003") && Set.of("22001", "22004").contains(h2.state()));
    }

    /** Of several faults each may be found first: a value that does not fit, a NULL, a row that is there already. */
    private static boolean sameKind(Answer actual, Answer h2) {
        String kind = actual.state().substring(0, 2);
        String expected = h2.state().substring(0, 2);
        return kind.equals(expected) || (BAD_ROW.contains(kind) && BAD_ROW.contains(expected));
    }
}
