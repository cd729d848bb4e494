package org.singletable.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;

class SqlExceptionsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    SYNTAX_ERROR, 42601, SQLSyntaxErrorException
                    UNDEFINED_COLUMN, 42703, SQLSyntaxErrorException
                    UNDEFINED_TABLE, 42P01, SQLSyntaxErrorException
                    SCAN_FORBIDDEN, 42000, SQLSyntaxErrorException
                    INSUFFICIENT_PRIVILEGE, 42501, SQLSyntaxErrorException
                    FEATURE_NOT_SUPPORTED, HYC00, SQLFeatureNotSupportedException
                    STRING_TOO_LONG, 22001, SQLDataException
                    AMBIGUOUS_KEY, 22000, SQLDataException
                    UNIQUE_VIOLATION, 23505, SQLIntegrityConstraintViolationException
                    SERIALIZATION_FAILURE, 40001, SQLTransactionRollbackException
                    LIMIT_EXCEEDED, 54000, SQLNonTransientException
                    UNKNOWN_OUTCOME, 58030, SQLNonTransientException
                    CANCELLED, 57014, SQLException
                    QUERY_TIMEOUT, HYT00, SQLTimeoutException
                    THROTTLED, 53400, SQLTransientException
                    INVALID_AUTHORIZATION, 28000, SQLInvalidAuthorizationSpecException
                    CANNOT_CONNECT, 08001, SQLNonTransientConnectionException
                    CONNECTION_CLOSED, 08003, SQLNonTransientConnectionException
                    CONNECTION_LOST, 08006, SQLTransientConnectionException
                    READ_ONLY, 25006, SQLException
                    """)
    void everyStateHasItsClass(SqlState state, String code, String className) {
        DriverException error = new DriverException(state, "what is wrong");

        SQLException exception = SqlExceptions.of(error);

        assertThat(exception.getClass().getSimpleName()).isEqualTo(className);
        assertThat(exception.getSQLState()).isEqualTo(code);
        assertThat((Throwable) exception).hasMessage("what is wrong").hasCause(error);
    }

    @Test
    void aFaultOfTheDriverIsAnInternalError() {
        IllegalStateException fault = new IllegalStateException("broken");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Border.act(() -> {
                    throw fault;
                }))
                .withRootCauseInstanceOf(IllegalStateException.class)
                .extracting(SQLException::getSQLState)
                .isEqualTo("XX000");
    }
}
