package org.singletable.jdbc.shell;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tells a person how a long work goes on, at most once a second. For several threads. */
final class Meter {
    private static final long BETWEEN = TimeUnit.SECONDS.toNanos(1);
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out;
    private final LongSupplier clock;
    private final long begin;
    private long last;

    /** @param clock nanoseconds since any time; the work begins now */
    Meter(PrintStream out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
        this.begin = clock.getAsLong();
        this.last = begin;
    }

    /** Prints a line, if it is time. */
    synchronized void tell(Supplier<String> line) {
        long now = clock.getAsLong();
        if (now - last >= BETWEEN) {
            last = now;
            out.println(line.get());
            out.flush();
        }
    }

    /** What so many things done since the beginning are in a second. */
    long perSecond(long things) {
        return Math.round(things / Math.max(seconds(), 1e-3));
    }

    /** The time since the beginning, as text. */
    String elapsed() {
        return String.format(Locale.ROOT, "%.1f s", seconds());
    }

    /** A number of rows, as text. */
    static String rows(long number) {
        return number == 1 ? "1 row" : number + " rows";
    }

    /** Capacity units, as text. */
    static String units(double units) {
        return String.format(Locale.ROOT, "%.1f", units);
    }

    private double seconds() {
        return (clock.getAsLong() - begin) / SECOND;
    }
}
