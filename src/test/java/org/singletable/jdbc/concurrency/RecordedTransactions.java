package org.singletable.jdbc.concurrency;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.singletable.jdbc.Transactions;
import org.singletable.jdbc.history.HistoryRecorder;
import org.singletable.jdbc.history.HistoryRecorder.Recording;

/** Transactions of one isolation level that are written down, each attempt as one of its own. */
final class RecordedTransactions {
    private final Transactions transactions;
    private final HistoryRecorder recorder;

    RecordedTransactions(Isolation isolation, DataSource dataSource, HistoryRecorder recorder) {
        this.transactions = isolation.transactions(dataSource);
        this.recorder = recorder;
    }

    /** A unit of work that tells what it reads and writes. */
    interface Work {
        /** @param attempt from 1 */
        void run(Connection connection, Recording recording, int attempt) throws Exception;
    }

    void run(String name, Work work) throws Exception {
        List<Recording> attempts = new ArrayList<>();
        boolean committed = false;
        try {
            transactions.run(connection -> {
                Recording recording = recorder.begin(name + "." + (attempts.size() + 1));
                attempts.add(recording);
                work.run(connection, recording, attempts.size());
            });
            committed = true;
        } finally {
            for (Recording attempt : attempts) {
                if (committed && attempt == attempts.get(attempts.size() - 1)) {
                    attempt.committed();
                } else {
                    attempt.rolledBack();
                }
            }
        }
    }
}
