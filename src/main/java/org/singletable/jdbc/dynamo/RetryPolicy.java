package org.singletable.jdbc.dynamo;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Exponential backoff with full jitter.
 *
 * @param retries how often a request is tried again
 * @param patience how long a request that reaches nobody is tried again, null for as often as any other
 */
record RetryPolicy(int retries, @Nullable Duration patience) {
    private static final Duration BASE = Duration.ofMillis(25);
    private static final Duration CAP = Duration.ofSeconds(5);

    RetryPolicy(int retries) {
        this(retries, null);
    }

    /** This policy for connecting: who calls a wrong address should hear so soon. */
    RetryPolicy unreachedFor(Duration time) {
        return new RetryPolicy(retries, time);
    }

    /**
     * Whether to give up before another attempt.
     *
     * @param failed attempts that failed
     * @param sent whether the last one reached anybody
     * @param elapsed time from the first attempt to the next one
     */
    boolean givesUp(int failed, boolean sent, Duration elapsed) {
        return failed > retries || (!sent && patience != null && elapsed.compareTo(patience) > 0);
    }

    /** How long to wait after the given number of failed attempts, 1 for the first: anything from zero to its bound. */
    Duration backoff(int failed) {
        return Duration.ofNanos(
                ThreadLocalRandom.current().nextLong(bound(failed).toNanos() + 1));
    }

    Duration bound(int failed) {
        Duration bound = BASE.multipliedBy(1L << Math.min(failed - 1, 20));
        return bound.compareTo(CAP) < 0 ? bound : CAP;
    }
}
