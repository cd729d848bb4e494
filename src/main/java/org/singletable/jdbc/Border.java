package org.singletable.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.exec.RowCursor;

/**
 * The border between JDBC and the rooms below: every call down crosses it, and nothing but {@code SQLException} comes
 * back over it.
 */
final class Border {
    private Border() {}

    /** A call that gives a value. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws SQLException;
    }

    /** A call that may give null. */
    @FunctionalInterface
    interface NullableCall<T> {
        @Nullable
        T run() throws SQLException;
    }

    /** A call that gives nothing. */
    @FunctionalInterface
    interface Action {
        void run() throws SQLException;
    }

    static <T> T cross(Call<T> call) throws SQLException {
        try {
            return call.run();
        } catch (RuntimeException e) {
            throw translate(e);
        }
    }

    static <T> @Nullable T crossNullable(NullableCall<T> call) throws SQLException {
        try {
            return call.run();
        } catch (RuntimeException e) {
            throw translate(e);
        }
    }

    /** The cursor's next row, null after the last one. */
    static @Nullable Object @Nullable [] nextRow(RowCursor cursor) throws SQLException {
        try {
            return cursor.next();
        } catch (RuntimeException e) {
            throw translate(e);
        }
    }

    static void act(Action action) throws SQLException {
        try {
            action.run();
        } catch (RuntimeException e) {
            throw translate(e);
        }
    }

    /** What is no {@link DriverException} is a fault of the driver; the application still gets what JDBC promises. */
    static SQLException translate(Exception e) {
        if (e instanceof SQLException told) {
            return told;
        }
        return SqlExceptions.of(e instanceof DriverException known ? known : JdbcErrors.internal(e));
    }

    /**
     * Checks an argument that JDBC leaves no room for null.
     *
     * @throws SQLException HY009
     */
    static <T> T required(@Nullable T argument, String method) throws SQLException {
        if (argument == null) {
            throw SqlExceptions.of(JdbcErrors.argument(method, "an argument that is not null"));
        }
        return argument;
    }
}
