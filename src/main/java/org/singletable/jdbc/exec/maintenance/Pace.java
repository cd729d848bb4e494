package org.singletable.jdbc.exec.maintenance;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.StatementCost;

/** Keeps a statement from consuming more capacity units a second than it may, by waiting. Used by one thread. */
final class Pace {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double unitsPerSecond;
    private final DoubleSupplier consumed;
    private final LongSupplier clock;
    private final Consumer<Duration> waiting;
    private final long began;

    /**
     * @param consumed units so far
     * @param clock in nanoseconds
     */
    Pace(double unitsPerSecond, DoubleSupplier consumed, LongSupplier clock, Consumer<Duration> waiting) {
        this.unitsPerSecond = unitsPerSecond;
        this.consumed = consumed;
        this.clock = clock;
        this.waiting = waiting;
        this.began = clock.getAsLong();
    }

    /** @param unitsPerSecond null for no limit */
    static Pace of(@Nullable BigDecimal unitsPerSecond, RequestContext context) {
        StatementCost cost = context.cost();
        double rate = unitsPerSecond == null ? Double.POSITIVE_INFINITY : unitsPerSecond.doubleValue();
        return new Pace(rate, () -> cost.readUnits() + cost.writeUnits(), System::nanoTime, context::await);
    }

    /** Waits until the units consumed so far are no more than the time since the beginning allows. */
    void keep() {
        double due = consumed.getAsDouble() / unitsPerSecond * NANOS_PER_SECOND;
        long ahead = (long) due - (clock.getAsLong() - began);
        if (ahead > 0) {
            waiting.accept(Duration.ofNanos(ahead));
        }
    }
}
