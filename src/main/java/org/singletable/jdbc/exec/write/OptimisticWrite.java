package org.singletable.jdbc.exec.write;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.plan.BoundExpr;

/** Read, write on the condition that nothing changed, and again when another writer got between. */
final class OptimisticWrite {
    /** Enough for dozens of writers of one row; a deadline ends it earlier. */
    private static final int MAX_ATTEMPTS = 100;

    private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private OptimisticWrite() {}

    /**
     * @param write gets the row as read and writes it; false where it had changed meanwhile
     * @return whether there was such a row
     * @throws org.singletable.jdbc.error.DriverException 40001 where others always were faster
     */
    static boolean repeat(
            KeyedRow row,
            List<BoundExpr> conjuncts,
            TableClient table,
            Bindings bindings,
            Execution execution,
            Predicate<KeyedRow.Current> write) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<KeyedRow.Current> current = row.read(table, conjuncts, bindings, execution.context());
            if (current.isEmpty()) {
                return false;
            }
            if (write.test(current.get())) {
                return true;
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_PAUSE_NANOS));
        }
        throw WriteErrors.contended(row.entity().name(), row.codec().describeKey(row.key()), MAX_ATTEMPTS);
    }
}
