package org.singletable.jdbc.dynamo;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.WireErrors;

/**
 * What the requests of one statement share: its deadline, its limit, its end and its cost. Several may be in flight at a
 * time, in threads of their own. Thread-safe.
 */
public final class RequestContext {
    private final StatementCost cost = new StatementCost();
    private final @Nullable Long deadlineNanos;
    private final @Nullable Duration callTimeout;
    private final long maxReadUnits;
    /** Small at first: most statements have one request in flight at a time. */
    private final Set<Runnable> inFlight = Collections.newSetFromMap(new IdentityHashMap<>(2));

    private boolean cancelled;
    private boolean stopped;
    private @Nullable DriverException failure;

    /** @param timeout for the whole statement, null for none */
    public RequestContext(@Nullable Duration timeout) {
        this(timeout, null);
    }

    /**
     * @param timeout for the whole statement, null for none
     * @param callTimeout for each of its requests, null for none
     */
    public RequestContext(@Nullable Duration timeout, @Nullable Duration callTimeout) {
        this(timeout, callTimeout, 0);
    }

    /**
     * @param timeout for the whole statement, null for none
     * @param callTimeout for each of its requests, null for none
     * @param maxReadUnits read capacity units after which no further request is sent, 0 for no limit
     */
    public RequestContext(@Nullable Duration timeout, @Nullable Duration callTimeout, long maxReadUnits) {
        this.callTimeout = callTimeout;
        this.maxReadUnits = maxReadUnits;
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

    /** Stops the requests in flight; no further one is sent for this statement. */
    public synchronized void cancel() {
        cancelled = true;
        abortAll();
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /**
     * Nobody wants the answers any more: stops the requests in flight, and no further one is sent. They fail with 57014,
     * which is seen where the result is closed by another thread than the one that reads it.
     */
    public synchronized void stop() {
        stopped = true;
        abortAll();
    }

    /**
     * A request has failed without which the statement cannot succeed: stops those in flight, and no further one is sent.
     * They fail with the same error, so that it is what the statement fails with, whichever of them is waited for. Only the
     * first failure counts, and none of a statement that has ended already.
     */
    public synchronized void fail(DriverException error) {
        if (error() == null) {
            failure = error;
            abortAll();
        }
    }

    /** What reading requests of this statement fail with from now on; null while they may be sent. */
    synchronized @Nullable DriverException error() {
        if (cancelled) {
            return WireErrors.cancelled();
        }
        if (failure != null) {
            return failure;
        }
        return stopped ? WireErrors.stopped() : null;
    }

    /** Whether it was cancelled, stopped or has failed. */
    public synchronized boolean isEnded() {
        return error() != null;
    }

    private void abortAll() {
        inFlight.forEach(Runnable::run);
        notifyAll();
    }

    /** @throws DriverException 57014 cancelled or stopped, what it has failed with, HYT00 past the deadline */
    public void check() {
        DriverException error = error();
        if (error != null) {
            throw error;
        }
        if (isPastDeadline()) {
            throw WireErrors.timedOut(null);
        }
    }

    /**
     * Whether another request may be sent.
     *
     * @throws DriverException as {@link #check}; 54000 where the answers so far took more read units than allowed
     */
    void checkNext() {
        check();
        double consumed = cost.readUnits();
        if (maxReadUnits > 0 && consumed > maxReadUnits) {
            throw WireErrors.readLimit(maxReadUnits, consumed);
        }
    }

    /** A request begins, which {@code abort} stops. */
    synchronized void begin(Runnable abort) {
        inFlight.add(abort);
        if (isEnded()) {
            abort.run();
        }
    }

    /** The request that began with this {@code abort} has ended. */
    synchronized void end(Runnable abort) {
        inFlight.remove(abort);
    }

    /**
     * Waits between two requests of a statement that goes slowly on purpose.
     *
     * @throws DriverException as {@link #check}, also where it ends meanwhile; 57014 where the thread is interrupted
     */
    public void await(Duration time) {
        try {
            pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw WireErrors.interrupted(e);
        }
        check();
    }

    /** Waits before another attempt; returns early where there will be none. */
    synchronized void pause(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !isEnded(); left = until - System.nanoTime()) {
            // One more millisecond than asked for, as wait(0) would wait for ever.
            wait(left / 1_000_000 + 1);
        }
    }
}
