package org.singletable.jdbc.differential;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** One transaction here and on H2. */
final class TransactionRun {
    private final WriteRun run;
    private final Connection h2;
    private final Connection driver;
    private final Map<String, Savepoint> h2Savepoints = new HashMap<>();

    /** Those that were not set in SQL. */
    private final Map<String, Savepoint> savepoints = new HashMap<>();

    TransactionRun(WriteRun run, Connection h2, Connection driver) {
        this.run = run;
        this.h2 = h2;
        this.driver = driver;
    }

    void compare(RandomTransaction transaction) throws SQLException {
        driver.setTransactionIsolation(transaction.isolation());
        driver.setAutoCommit(false);
        for (RandomTransaction.Step step : transaction.steps()) {
            if (run.agreed()) {
                compare(step);
            }
        }
        if (run.agreed()) {
            end(transaction.end());
        }
    }

    private void compare(RandomTransaction.Step step) throws SQLException {
        if (step instanceof RandomTransaction.Change change) {
            run.compare(change.write());
        } else if (step instanceof RandomTransaction.Batch batch) {
            run.compare(batch.batch());
        } else if (step instanceof RandomTransaction.Read read) {
            run.compare(read.query());
        } else if (step instanceof RandomTransaction.SetSavepoint set) {
            h2Savepoints.put(set.name(), h2.setSavepoint());
            if (set.inSql()) {
                execute("SAVEPOINT " + set.name());
            } else {
                savepoints.put(set.name(), driver.setSavepoint(set.name()));
            }
            run.note("SAVEPOINT " + set.name());
        } else if (step instanceof RandomTransaction.RollbackTo rollback) {
            h2.rollback(h2Savepoints.get(rollback.name()));
            if (rollback.inSql() || !savepoints.containsKey(rollback.name())) {
                execute("ROLLBACK TO SAVEPOINT " + rollback.name());
            } else {
                driver.rollback(savepoints.get(rollback.name()));
            }
            run.note("ROLLBACK TO SAVEPOINT " + rollback.name());
        } else if (step instanceof RandomTransaction.Release release) {
            h2.releaseSavepoint(Objects.requireNonNull(h2Savepoints.get(release.name())));
            if (release.inSql() || !savepoints.containsKey(release.name())) {
                execute("RELEASE SAVEPOINT " + release.name());
            } else {
                driver.releaseSavepoint(savepoints.get(release.name()));
            }
            run.note("RELEASE SAVEPOINT " + release.name());
        }
    }

    private void end(RandomTransaction.End end) throws SQLException {
        boolean committed = end.commits();
        try {
            switch (end) {
                case COMMIT -> driver.commit();
                case COMMIT_IN_SQL -> execute("COMMIT");
                case AUTOCOMMIT_ON -> driver.setAutoCommit(true);
                case ROLLBACK -> driver.rollback();
                case ROLLBACK_IN_SQL -> execute("ROLLBACK");
            }
        } catch (SQLException e) {
            committed = false;
            run.failedAtEnd(end, e);
        }
        if (committed) {
            h2.commit();
        } else {
            h2.rollback();
        }
        if (!driver.getAutoCommit()) {
            driver.setAutoCommit(true);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = driver.createStatement()) {
            statement.execute(sql);
        }
    }
}
