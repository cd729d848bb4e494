package org.singletable.jdbc.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long now;

    @Test
    void tellsOnceASecond() {
        Meter meter = new Meter(new PrintStream(out, true, StandardCharsets.UTF_8), () -> now);
        for (int i = 0; i <= 25; i++) {
            now = TimeUnit.MILLISECONDS.toNanos(100L * i);
            int step = i;
            meter.tell(() -> "step " + step);
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("step 10", "step 20");
        assertThat(meter.perSecond(1000)).isEqualTo(400);
        assertThat(meter.elapsed()).isEqualTo("2.5 s");
    }
}
