package org.singletable.jdbc;

import java.sql.SQLException;
import java.sql.Wrapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.JdbcErrors;

/** {@link Wrapper}: the object itself, or what it says it wraps. */
interface Unwrappable extends Wrapper {
    /** What this object wraps beside itself. */
    default <T> Optional<T> wrapped(Class<T> type) throws SQLException {
        return Optional.empty();
    }

    @Override
    default <T> T unwrap(@Nullable Class<T> type) throws SQLException {
        Class<T> wanted = Border.required(type, "unwrap");
        if (wanted.isInstance(this)) {
            return wanted.cast(this);
        }
        return wrapped(wanted).orElseThrow(() -> SqlExceptions.of(JdbcErrors.cannotUnwrap(wanted)));
    }

    @Override
    default boolean isWrapperFor(@Nullable Class<?> type) throws SQLException {
        Class<?> wanted = Border.required(type, "isWrapperFor");
        return wanted.isInstance(this) || wrapped(wanted).isPresent();
    }
}
