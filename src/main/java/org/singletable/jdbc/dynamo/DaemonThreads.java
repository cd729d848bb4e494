package org.singletable.jdbc.dynamo;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that never keep a program alive, with names that say whose they are. */
final class DaemonThreads {
    static final String PREFIX = "singletable-";

    private DaemonThreads() {}

    /** Threads named {@code singletable-<purpose>-<n>}. */
    static ThreadFactory named(String purpose) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, PREFIX + purpose + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
