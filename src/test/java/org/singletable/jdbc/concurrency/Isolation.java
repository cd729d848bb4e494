package org.singletable.jdbc.concurrency;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.singletable.jdbc.Transactions;

/** The isolation levels of the driver. */
enum Isolation {
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
    SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

    /** More than any transaction here needs, and an end to one that would never get through. */
    private static final int ATTEMPTS = 2_000;

    private final int level;

    Isolation(int level) {
        this.level = level;
    }

    /** A new connection in a transaction of this level. */
    Connection begin(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setTransactionIsolation(level);
        connection.setAutoCommit(false);
        return connection;
    }

    Transactions transactions(DataSource dataSource) {
        return Transactions.of(dataSource).isolation(level).attempts(ATTEMPTS);
    }
}
