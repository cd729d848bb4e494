package org.singletable.jdbc.dynamo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.WireErrors;

/** What the requests of one statement share: its deadline, its cancellation and its cost. Thread-safe. */
public final class RequestContext {
    private final StatementCost cost = new StatementCost();
    private final @Nullable Long deadlineNanos;
    private final @Nullable Duration callTimeout;
    private boolean cancelled;
    private @Nullable Runnable abort;

    /** @param timeout for the whole statement, null for none */
    public RequestContext(@Nullable Duration timeout) {
        this(timeout, null);
    }

    /**
     * @param timeout for the whole statement, null for none
     * @param callTimeout for each of its requests, null for none
     */
    public RequestContext(@Nullable Duration timeout, @Nullable Duration callTimeout) {
        this.callTimeout = callTimeout;
        this.deadlineNanos = timeout == null ? null : System.nanoTime() + timeout.toNanos();
    }

    public StatementCost cost() {
        return cost;
    }

    /** Time left until the deadline, never negative; null where there is none. */
    public @Nullable Duration remaining() {
        return deadlineNanos == null ? null : Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    /** The time that a request which begins now may take; null where there is no limit. */
    @Nullable
    Duration limitOfCall() {
        Duration remaining = remaining();
        if (remaining == null || callTimeout == null) {
            return remaining == null ? callTimeout : remaining;
        }
        return remaining.compareTo(callTimeout) < 0 ? remaining : callTimeout;
    }

    /** Whether the statement's deadline has passed. */
    boolean isPastDeadline() {
        Duration remaining = remaining();
        return remaining != null && remaining.isZero();
    }

    /** Stops the request in flight; no further one is sent for this statement. */
    public synchronized void cancel() {
        cancelled = true;
        if (abort != null) {
            abort.run();
        }
        notifyAll();
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** @throws org.singletable.jdbc.error.DriverException 57014 cancelled, HYT00 past the deadline */
    public void check() {
        if (isCancelled()) {
            throw WireErrors.cancelled();
        }
        if (isPastDeadline()) {
            throw WireErrors.timedOut(null);
        }
    }

    /** A request begins, which {@code abort} stops. */
    synchronized void begin(Runnable abort) {
        this.abort = abort;
        if (cancelled) {
            abort.run();
        }
    }

    /** The request has ended. */
    synchronized void end() {
        abort = null;
    }

    /** Waits before another attempt; returns early when cancelled. */
    synchronized void pause(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !cancelled; left = until - System.nanoTime()) {
            // One more millisecond than asked for, as wait(0) would wait for ever.
            wait(left / 1_000_000 + 1);
        }
    }
}
