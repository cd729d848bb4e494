package org.singletable.jdbc;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.singletable.jdbc.error.DriverException;

/** Turns the driver's errors into the exceptions of JDBC. */
final class SqlExceptions {
    private SqlExceptions() {}

    /** The subclass of {@code SQLException} that belongs to the error's state. */
    static SQLException of(DriverException error) {
        String message = error.getMessage();
        String state = error.state().code();
        return switch (error.state().category()) {
            case SYNTAX -> new SQLSyntaxErrorException(message, state, error);
            case FEATURE -> new SQLFeatureNotSupportedException(message, state, error);
            case DATA -> new SQLDataException(message, state, error);
            case INTEGRITY -> new SQLIntegrityConstraintViolationException(message, state, error);
            case ROLLBACK -> new SQLTransactionRollbackException(message, state, error);
            case NON_TRANSIENT -> new SQLNonTransientException(message, state, error);
            case TRANSIENT -> new SQLTransientException(message, state, error);
            case TIMEOUT -> new SQLTimeoutException(message, state, error);
            case AUTHORIZATION -> new SQLInvalidAuthorizationSpecException(message, state, error);
            case CONNECTION_TRANSIENT -> new SQLTransientConnectionException(message, state, error);
            case CONNECTION_NON_TRANSIENT -> new SQLNonTransientConnectionException(message, state, error);
            case GENERAL -> new SQLException(message, state, error);
        };
    }
}
