package org.singletable.jdbc.shell;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What a dump has read so far, in numbers for people. For several threads. */
final class DumpMeter implements RowCopy.Progress {
    private final Meter meter;
    private final Supplier<String> parts;
    private final LongAdder rows = new LongAdder();
    private final DoubleAdder readUnits = new DoubleAdder();

    /** @param parts how many are done */
    DumpMeter(Meter meter, Supplier<String> parts) {
        this.meter = meter;
        this.parts = parts;
    }

    @Override
    public void row(Cost cost) {
        rows.increment();
        readUnits.add(cost.readUnits());
        meter.tell(() -> Meter.rows(rows.sum()) + parts.get() + ", " + meter.perSecond(rows.sum()) + " rows/s, "
                + Meter.units(readUnits.sum()) + " read units");
    }

    /** The end of a summary. */
    String total() {
        return Meter.units(readUnits.sum()) + " read units, " + meter.elapsed();
    }
}
