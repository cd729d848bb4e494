package org.singletable.jdbc.shell;

import java.sql.SQLException;
import java.util.Objects;

/**
 * Why a row was not written.
 *
 * @param reason what is wrong with it
 */
record Refusal(String sqlState, String reason) {
    /** The row cannot be read: SQL's "cannot convert". */
    static Refusal unreadable(String reason) {
        return new Refusal("22018", reason);
    }

    /** Of an error for which {@link #isFaultOf} holds. */
    static Refusal of(SQLException error) {
        return new Refusal(error.getSQLState(), Objects.requireNonNullElse(error.getMessage(), error.toString()));
    }

    /**
     * Whether an error of a write says something of the row, so that other rows may be written: data exceptions (22), integrity
     * (23), and values that the connection may not write (42501). All else, such as throttling or a lost connection, would meet
     * the next rows too.
     */
    static boolean isFaultOf(SQLException error) {
        String state = Objects.requireNonNullElse(error.getSQLState(), "");
        return state.startsWith("22") || state.startsWith("23") || state.equals("42501");
    }
}
