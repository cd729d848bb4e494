package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(3);

    @Test
    void boundsDoubleUpToTheirCap() {
        assertThat(policy.bound(1)).isEqualTo(Duration.ofMillis(25));
        assertThat(policy.bound(2)).isEqualTo(Duration.ofMillis(50));
        assertThat(policy.bound(5)).isEqualTo(Duration.ofMillis(400));
        assertThat(policy.bound(9)).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.bound(1000)).isEqualTo(Duration.ofSeconds(5));
    }

    /** Full jitter: anything up to the bound, the lower half of it too. */
    @Test
    void jitterIsFull() {
        boolean small = false;
        boolean large = false;
        for (int i = 0; i < 1000; i++) {
            Duration pause = policy.backoff(4);
            assertThat(pause).isBetween(Duration.ZERO, policy.bound(4));
            small |= pause.compareTo(Duration.ofMillis(50)) < 0;
            large |= pause.compareTo(Duration.ofMillis(150)) > 0;
        }
        assertThat(small && large).isTrue();
    }
}
