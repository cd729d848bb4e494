package org.singletable.jdbc.shell;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A token bucket that is filled at a rate and holds the tokens of one second. Tokens can be taken before they are there: then the
 * next taker waits, so that the rate holds over time. For several threads.
 */
final class RateLimit {
    /** Waits for a number of nanoseconds. */
    @FunctionalInterface
    interface Pause {
        void nanoseconds(long time) throws InterruptedException;
    }

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double perSecond;
    private final LongSupplier clock;
    private final Pause pause;
    /** The time at which the bucket is empty, had it been filled since for ever. */
    private long emptyAt;

    /**
     * A bucket that is empty at first.
     *
     * @param perSecond tokens a second; 0 for no limit
     * @param clock nanoseconds since any time
     */
    RateLimit(long perSecond, LongSupplier clock, Pause pause) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.pause = pause;
        this.emptyAt = clock.getAsLong();
    }

    static RateLimit perSecond(long tokens) {
        return new RateLimit(tokens, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    /** Takes tokens, when those that were taken before have come into the bucket. */
    void take(long tokens) throws InterruptedException {
        if (perSecond > 0) {
            long wait = reserve(tokens);
            if (wait > 0) {
                pause.nanoseconds(wait);
            }
        }
    }

    private synchronized long reserve(long tokens) {
        long now = clock.getAsLong();
        long begin = Math.max(emptyAt - now, (long) -SECOND) + now;
        emptyAt = begin + (long) (tokens / perSecond * SECOND);
        return begin - now;
    }
}
