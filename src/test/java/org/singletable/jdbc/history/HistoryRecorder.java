package org.singletable.jdbc.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Writes down what transactions of several threads do, on one clock. */
public final class HistoryRecorder {
    private final AtomicLong clock = new AtomicLong();
    private final List<Transaction> ended = Collections.synchronizedList(new ArrayList<>());

    /** A transaction that goes on; of one thread. */
    public final class Recording {
        private final String name;
        private final long begin = clock.incrementAndGet();
        private final List<Operation> operations = new ArrayList<>();

        private Recording(String name) {
            this.name = name;
        }

        public String name() {
            return name;
        }

        public void read(String key, String value) {
            operations.add(new Operation.Read(key, value));
        }

        public void write(String key, String value) {
            operations.add(new Operation.Write(key, value));
        }

        /** To be called after the commit was answered. */
        public void committed() {
            end(true);
        }

        public void rolledBack() {
            end(false);
        }

        private void end(boolean committed) {
            ended.add(new Transaction(name, committed, operations, begin, clock.incrementAndGet()));
        }
    }

    /** To be called before the transaction's first statement. */
    public Recording begin(String name) {
        return new Recording(name);
    }

    /** All transactions that have ended. */
    public History history(Map<String, String> initial, Map<String, List<String>> orders) {
        synchronized (ended) {
            return new History(initial, ended, orders);
        }
    }
}
