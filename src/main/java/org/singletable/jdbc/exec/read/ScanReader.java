package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.ScanSpec;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.MemoryShare;
import org.singletable.jdbc.exec.StatementControl;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.settings.Settings.ScanPolicy;
import org.singletable.jdbc.type.Conversions;
import org.singletable.jdbc.type.SqlType;

/** Reads a table by a Scan, where the connection or the statement allows it. */
final class ScanReader {
    /** DynamoDB's limit. */
    private static final int MAX_SEGMENTS = 1_000_000;

    /** One after the other: how large the table is nobody knows, and each segment costs a request. */
    private static final int DEFAULT_SEGMENTS = 1;

    private final Reads reads;
    private final String what;
    private final String advice;
    private final boolean allowed;

    /**
     * @param what is read, for messages
     * @param advice what would make the statement key-based
     * @param allowed whatever the connection's policy is
     */
    ScanReader(Reads reads, String what, String advice, boolean allowed) {
        this.reads = reads;
        this.what = what;
        this.advice = advice;
        this.allowed = allowed;
    }

    /**
     * The items; the first requests are sent now.
     *
     * @throws DriverException 42000 where no Scan is allowed, 22023 for a segment that there is none of
     */
    ItemCursor open(Reading reading, BoundExpr.@Nullable Segment segment, Bindings bindings, Goal goal) {
        boolean warns = permittedWithWarning();
        List<PageStream> streams = streams(scans(reading, segment, bindings), goal);
        ItemCursor items;
        if (streams.size() == 1) {
            reads.opening().add(streams.get(0));
            items = streams.get(0);
        } else {
            ConcatenatedStreams all = new ConcatenatedStreams(streams.iterator(), goal);
            reads.opening().add(all);
            items = all;
        }
        return warns ? new Warning(items) : items;
    }

    /**
     * How many items there are.
     *
     * @param reading that only counts
     * @throws DriverException as {@link #open}
     */
    long count(Reading reading, BoundExpr.@Nullable Segment segment, Bindings bindings) {
        boolean warns = permittedWithWarning();
        long count = new PageCounter(reads)
                .count(scans(reading, segment, bindings).stream()
                        .map(this::request)
                        .toList());
        if (warns) {
            warn();
        }
        return count;
    }

    /** Whether the Scan, which may be sent, is one to warn of. */
    private boolean permittedWithWarning() {
        ScanPolicy policy = allowed
                ? ScanPolicy.ALLOW
                : reads.execution().session().limits().scan();
        if (policy == ScanPolicy.FORBID) {
            throw new DriverException(
                    SqlState.SCAN_FORBIDDEN,
                    "reading " + what + " needs a Scan of the whole table, which scan=forbid does not allow; "
                            + advice);
        }
        return policy == ScanPolicy.WARN;
    }

    private PageStream.Request request(ScanSpec scan) {
        return (from, pageSize) -> reads.table().scan(scan.withPageSize(pageSize), from, reads.context());
    }

    private List<PageStream> streams(List<ScanSpec> scans, Goal goal) {
        PageStream.Sharing sharing = scans.size() > 1 ? PageStream.Sharing.IN_TURN : PageStream.Sharing.ALONE;
        MemoryShare memory = new MemoryShare(reads.memory(), scans.size());
        return scans.stream()
                .map(scan -> new PageStream(request(scan), reads.pageSize(), reads, goal, sharing, memory))
                .toList();
    }

    /** One of each segment. */
    private List<ScanSpec> scans(Reading reading, BoundExpr.@Nullable Segment segment, Bindings bindings) {
        int first = 0;
        int last;
        int segments;
        if (segment == null) {
            int configured = reads.execution().session().limits().scanSegments();
            segments = configured == 0 ? DEFAULT_SEGMENTS : configured;
            last = segments;
        } else {
            segments = number("count", segment.count(), bindings, 1, MAX_SEGMENTS);
            first = number("index", segment.index(), bindings, 0, segments - 1);
            last = first + 1;
        }
        List<ScanSpec> scans = new ArrayList<>();
        for (int i = first; i < last; i++) {
            scans.add(new ScanSpec(i, segments, reads.consistent(), 0, reading));
        }
        return scans;
    }

    private static int number(String name, BoundExpr expr, Bindings bindings, int min, int max) {
        Object value = Evaluator.evaluate(expr, bindings);
        long number = value == null ? -1 : (Long) Conversions.convert(value, SqlType.LONG);
        if (number < min || number > max) {
            throw new DriverException(
                    SqlState.INVALID_VALUE,
                    "the " + name + " of segment(...) must be from " + min + " to " + max + ", not "
                            + (value == null ? "NULL" : Long.toString(number)));
        }
        return (int) number;
    }

    private void warn() {
        StatementControl control = reads.execution().control();
        control.warn(String.format(
                Locale.ROOT,
                "reading %s took a Scan of the table: the statement has read %d items and consumed %.1f read units; %s",
                what,
                control.itemsRead(),
                control.readUnits(),
                advice));
    }

    /** Says what the statement has read when the Scan ends or is given up. */
    private final class Warning implements ItemCursor {
        private final ItemCursor items;
        private boolean warned;

        private Warning(ItemCursor items) {
            this.items = items;
        }

        @Override
        public @Nullable Item next() {
            Item item = items.next();
            if (item == null) {
                warnOnce();
            }
            return item;
        }

        private void warnOnce() {
            if (!warned) {
                warned = true;
                warn();
            }
        }

        @Override
        public void close() {
            warnOnce();
            items.close();
        }
    }
}
