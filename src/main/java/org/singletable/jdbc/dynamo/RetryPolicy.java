package org.singletable.jdbc.dynamo;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff with full jitter.
 *
 * @param retries how often a request is tried again
 */
record RetryPolicy(int retries) {
    private static final Duration BASE = Duration.ofMillis(25);
    private static final Duration CAP = Duration.ofSeconds(5);

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
