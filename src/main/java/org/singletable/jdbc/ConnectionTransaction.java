package org.singletable.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.engine.Database;
import org.singletable.jdbc.error.JdbcErrors;
import org.singletable.jdbc.error.TransactionErrors;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.exec.transaction.Isolation;
import org.singletable.jdbc.exec.transaction.Transaction;
import org.singletable.jdbc.plan.Plan.TransactionPlan;

/**
 * The transaction of a connection: begun by the first statement without autocommit, ended by commit and rollback. With
 * {@code transactions=off} there never is one, whatever autocommit says.
 */
final class ConnectionTransaction {
    private static final Planned COMMIT =
            new Planned("COMMIT", new TransactionPlan(TransactionPlan.Action.COMMIT, null), List.of());

    private final Database database;
    private final boolean supported;
    private final SlowStatementLog slow;
    private final Consumer<String> warnings;
    private final List<SetSavepoint> savepoints = new ArrayList<>();
    private volatile Duration callTimeout = Duration.ZERO;
    private boolean autoCommit = true;
    private int level = Connection.TRANSACTION_READ_COMMITTED;
    private @Nullable Transaction current;
    private int unnamed;

    /**
     * @param supported false for {@code transactions=off}
     * @param slow watches commits
     * @param warnings of the connection
     */
    ConnectionTransaction(Database database, boolean supported, SlowStatementLog slow, Consumer<String> warnings) {
        this.database = database;
        this.supported = supported;
        this.slow = slow;
        this.warnings = warnings;
    }

    /** @param timeout of the connection's calls, zero for none */
    void setCallTimeout(Duration timeout) {
        callTimeout = timeout;
    }

    /** False for {@code transactions=off}. */
    boolean isSupported() {
        return supported;
    }

    boolean isAutoCommit() {
        return autoCommit;
    }

    /** The transaction that a statement is part of; empty where it is sent at once. */
    Optional<Transaction> forStatement() {
        if (autoCommit || !supported) {
            return Optional.empty();
        }
        Transaction running = current;
        if (running == null) {
            running = new Transaction(
                    switch (level) {
                        case Connection.TRANSACTION_REPEATABLE_READ -> Isolation.REPEATABLE_READ;
                        case Connection.TRANSACTION_SERIALIZABLE -> Isolation.SERIALIZABLE;
                        default -> Isolation.READ_COMMITTED;
                    });
            current = running;
        }
        return Optional.of(running);
    }

    /** Whether something was read or written that a commit decides about. */
    boolean isActive() {
        return current != null && !current.isEmpty();
    }

    /** As JDBC says, turning autocommit on commits what is under way. */
    void setAutoCommit(boolean value) throws SQLException {
        if (value == autoCommit) {
            return;
        }
        if (value) {
            commit();
        } else if (!supported) {
            warnings.accept("transactions=off: each row is written at once, and rollback() takes nothing back");
        }
        autoCommit = value;
    }

    /** @throws SQLException 25P01 in autocommit */
    void require(String call) throws SQLException {
        if (autoCommit) {
            throw SqlExceptions.of(TransactionErrors.noTransaction(call));
        }
    }

    void commit() throws SQLException {
        Transaction running = current;
        end();
        if (running != null) {
            StatementControl control = new StatementControl(null, callTimeout.isZero() ? null : callTimeout, 0);
            slow.watch(COMMIT, control).timeAll(() -> database.commit(running, control));
        }
    }

    void rollback() {
        Transaction running = current;
        end();
        if (running != null) {
            running.rollback();
        } else if (!supported) {
            warnings.accept("transactions=off: rollback() took nothing back, every row was written at once");
        }
    }

    private void end() {
        current = null;
        savepoints.clear();
    }

    int isolation() {
        return level;
    }

    void setIsolation(int wanted) throws SQLException {
        int usable = switch (wanted) {
            // What others have not committed is not in the table.
            case Connection.TRANSACTION_READ_UNCOMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
            case Connection.TRANSACTION_READ_COMMITTED,
                    Connection.TRANSACTION_REPEATABLE_READ,
                    Connection.TRANSACTION_SERIALIZABLE -> wanted;
            default ->
                throw SqlExceptions.of(JdbcErrors.argument(
                        "setTransactionIsolation(level)",
                        "TRANSACTION_READ_COMMITTED, TRANSACTION_REPEATABLE_READ or TRANSACTION_SERIALIZABLE"));
        };
        if (usable != level && isActive()) {
            throw SqlExceptions.of(TransactionErrors.inTransaction("setTransactionIsolation"));
        }
        level = usable;
        if (!isActive()) {
            current = null;
        }
    }

    Savepoint setSavepoint() throws SQLException {
        return add(new SetSavepoint(null, ++unnamed, snapshot("setSavepoint()")));
    }

    /** One of the same name before it is hidden by it. */
    Savepoint setSavepoint(String name) throws SQLException {
        return add(new SetSavepoint(name, 0, snapshot("SAVEPOINT")));
    }

    private Savepoint add(SetSavepoint savepoint) {
        savepoints.add(savepoint);
        return savepoint;
    }

    private Transaction.State snapshot(String call) throws SQLException {
        require(call);
        return forStatement()
                .orElseThrow(() -> SqlExceptions.of(TransactionErrors.noTransaction(call)))
                .snapshot();
    }

    void rollback(Savepoint savepoint) throws SQLException {
        require("rollback(savepoint)");
        rollbackTo(indexOf(savepoint));
    }

    private void rollbackTo(int index) throws SQLException {
        Transaction running = forStatement().orElseThrow();
        running.restore(savepoints.get(index).state());
        savepoints.subList(index + 1, savepoints.size()).clear();
    }

    void release(Savepoint savepoint) throws SQLException {
        require("releaseSavepoint(savepoint)");
        releaseAt(indexOf(savepoint));
    }

    private void releaseAt(int index) {
        savepoints.subList(index, savepoints.size()).clear();
    }

    private int indexOf(Savepoint savepoint) throws SQLException {
        for (int i = savepoints.size() - 1; i >= 0; i--) {
            if (savepoints.get(i) == savepoint) {
                return i;
            }
        }
        throw SqlExceptions.of(TransactionErrors.unknownSavepoint(String.valueOf(savepoint)));
    }

    private int indexOf(String name) throws SQLException {
        for (int i = savepoints.size() - 1; i >= 0; i--) {
            if (name.equals(savepoints.get(i).name())) {
                return i;
            }
        }
        throw SqlExceptions.of(TransactionErrors.unknownSavepoint(name));
    }

    /** COMMIT, ROLLBACK and the savepoints of SQL. Outside of a transaction the first two do nothing, as in H2. */
    void apply(TransactionPlan plan) throws SQLException {
        String name = plan.savepoint();
        switch (plan.action()) {
            case COMMIT -> commit();
            case ROLLBACK -> rollback();
            case SAVEPOINT -> setSavepoint(String.valueOf(name));
            case ROLLBACK_TO -> {
                require("ROLLBACK TO SAVEPOINT");
                rollbackTo(indexOf(String.valueOf(name)));
            }
            case RELEASE -> {
                require("RELEASE SAVEPOINT");
                releaseAt(indexOf(String.valueOf(name)));
            }
        }
    }
}
