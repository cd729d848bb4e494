package org.singletable.jdbc.dynamo;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What the requests of one statement share: its deadline, its cancellation and its cost. */
public final class RequestContext {
    private final StatementCost cost = new StatementCost();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final @Nullable Long deadlineNanos;

    /** @param timeout for the whole statement, null for none */
    public RequestContext(@Nullable Duration timeout) {
        this.deadlineNanos = timeout == null ? null : System.nanoTime() + timeout.toNanos();
    }

    public StatementCost cost() {
        return cost;
    }

    /** Time left until the deadline, never negative; null where there is none. */
    public @Nullable Duration remaining() {
        return deadlineNanos == null ? null : Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    /** No further request is sent for this statement. */
    public void cancel() {
        cancelled.set(true);
    }

    public boolean isCancelled() {
        return cancelled.get();
    }
}
