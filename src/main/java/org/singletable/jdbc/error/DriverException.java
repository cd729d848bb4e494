package org.singletable.jdbc.error;

import org.jspecify.annotations.Nullable;

/**
 * An error on its way to the application. Rooms below the JDBC surface throw it; the surface turns it into the
 * {@code SQLException} subclass of its state. The message says what is wrong, where, and what to do.
 */
public class DriverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SqlState state;

    public DriverException(SqlState state, String message) {
        this(state, message, null);
    }

    public DriverException(SqlState state, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.state = state;
    }

    public SqlState state() {
        return state;
    }

    /** Whether it is about a value: of a row, a literal or a parameter. */
    public boolean isOfData() {
        return state.category() == SqlState.Category.DATA;
    }
}
