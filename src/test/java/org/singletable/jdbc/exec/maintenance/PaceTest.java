package org.singletable.jdbc.exec.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long now = 5_000_000_000L;
    private double units;
    private final List<Duration> waits = new ArrayList<>();

    @Test
    void waitsAsLongAsTheUnitsAreAheadOfTheTime() {
        Pace pace = new Pace(10, () -> units, () -> now, wait -> {
            waits.add(wait);
            now += wait.toNanos();
        });
        pace.keep();
        units = 5;
        pace.keep();
        pace.keep();
        now += 1_000_000_000L;
        units = 12;
        pace.keep();
        units = 20;
        pace.keep();
        assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
    }
}
