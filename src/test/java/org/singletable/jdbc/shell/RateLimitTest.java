package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final List<Long> pauses = new ArrayList<>();
    /** A time near the end of what {@code System.nanoTime} may give before it goes on with negative numbers. */
    private long now = Long.MAX_VALUE - 1000;

    private RateLimit limit(long perSecond) {
        return new RateLimit(perSecond, () -> now, time -> {
            pauses.add(TimeUnit.NANOSECONDS.toMillis(time));
            now += time;
        });
    }

    private void pass(long milliseconds) {
        now += TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    @Test
    void eachTakerWaitsForWhatTheOneBeforeTook() throws InterruptedException {
        RateLimit limit = limit(100);

        limit.take(50);
        limit.take(10);
        limit.take(1);
        limit.take(1);

        assertThat(pauses).containsExactly(500L, 100L, 10L);
    }

    @Test
    void timeThatPassesCounts() throws InterruptedException {
        RateLimit limit = limit(100);

        limit.take(50);
        pass(300);
        limit.take(50);

        assertThat(pauses).containsExactly(200L);
    }

    @Test
    void noMoreThanASecondIsSaved() throws InterruptedException {
        RateLimit limit = limit(100);
        pass(60_000);

        limit.take(50);
        limit.take(50);
        assertThat(pauses).isEmpty();
        limit.take(50);
        limit.take(1);
        assertThat(pauses).containsExactly(500L);
    }

    @Test
    void moreThanASecondCanBeTakenAtOnce() throws InterruptedException {
        RateLimit limit = limit(10);

        limit.take(100);
        limit.take(1);

        assertThat(pauses).containsExactly(10_000L);
    }

    @Test
    void withoutARateNobodyWaits() throws InterruptedException {
        RateLimit limit = limit(0);

        limit.take(1_000_000);
        limit.take(1);

        assertThat(pauses).isEmpty();
    }
}
