package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
import org.singletable.jdbc.exec.KeptMemory;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.RowOrder;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.KeyChoices;
import org.singletable.jdbc.plan.Plan;
import org.singletable.jdbc.plan.Rel;

/** Carries out the access paths of one execution. */
public final class AccessReader implements AutoCloseable {
    /** As a goal: all rows are wanted. */
    public static final long ALL_ROWS = Long.MAX_VALUE;

    private final Reads reads;
    private final CollectionReader collections;

    public AccessReader(OpenTable table, Codecs codecs, Execution execution) {
        this.reads = new Reads(table, codecs, execution, new Opening(), new KeptMemory(execution.memory()));
        this.collections = new CollectionReader(reads);
    }

    /**
     * Opens a query: the first requests of all reads that are opened meanwhile are sent beside each other, and their answers
     * are waited for, so that what they meet comes from here. Where something fails nothing is left open.
     *
     * @param query opens the operators
     */
    public RowCursor open(Supplier<RowCursor> query) {
        return reads.opening().open(query);
    }

    /**
     * The frames of a read, in its order. Its first requests are sent at the end of {@link #open(Supplier)}, or now where none
     * is under way.
     *
     * @param bindings without a row
     * @param goal how many frames are wanted at most, as far as that is known, else {@link #ALL_ROWS}
     * @throws org.singletable.jdbc.error.DriverException 42000 where it needs a Scan and may not
     */
    public RowCursor open(Rel.Read read, Bindings bindings, long goal) {
        RowCursor stored = openTable(read, bindings, goal);
        return reads.view().hasChanges() ? new ChangedRows(reads, read, bindings).addTo(stored) : stored;
    }

    /** The rows that the transaction has not changed. */
    private RowCursor openTable(Rel.Read read, Bindings bindings, long goal) {
        if (read.access() instanceof Access.ByQuery byQuery) {
            return new QueryReader(reads, read, byQuery, bindings).open(goal);
        } else if (read.access() instanceof Access.Union union) {
            return union(read, union, bindings, goal);
        }
        boolean sorted = !read.order().isEmpty();
        // To be sorted all are needed.
        Goal wanted = new Goal(sorted ? ALL_ROWS : goal);
        ItemCodec codec = reads.codecs().of(read.source().entity());
        RowCursor frames = new ReadCursor(items(read, bindings, wanted), codec, read, bindings, wanted, reads.view());
        return sorted ? new SortedCursor(frames, new RowOrder(read.order(), bindings), reads.memory()) : frames;
    }

    /** Each row once. */
    private RowCursor union(Rel.Read read, Access.Union union, Bindings bindings, long goal) {
        List<RowCursor> ways = new ArrayList<>();
        boolean opened = false;
        try {
            for (Access.Way way : union.ways()) {
                ways.add(openTable(read.by(way), bindings, goal));
            }
            RowCursor rows = read.order().isEmpty()
                    ? new ConcatenatedCursor(ways)
                    : new MergeCursor(ways, FirstRequest.NONE, new RowOrder(read.order(), bindings));
            RowCursor distinct = new DistinctRows(rows, read.source(), reads.memory());
            opened = true;
            return distinct;
        } finally {
            if (!opened) {
                ways.forEach(RowCursor::close);
            }
        }
    }

    /**
     * The rows that a write is about, with their items: whole ones, read strongly consistently. What a global index finds is
     * read from the table by key.
     *
     * @param read that wants all columns of the only table
     */
    public StoredRows stored(Rel.Read read, Bindings bindings) {
        StoredRows stored = storedInTable(read, bindings);
        return reads.view().hasChanges() ? new ChangedRows(reads, read, bindings).addToStored(stored) : stored;
    }

    private StoredRows storedInTable(Rel.Read read, Bindings bindings) {
        Goal all = new Goal(ALL_ROWS);
        ItemCodec codec = reads.codecs().of(read.source().entity());
        if (read.access() instanceof Access.Union union) {
            return DistinctStored.of(
                    union.ways().stream()
                            .map(way -> storedInTable(read.by(way), bindings))
                            .toList(),
                    codec);
        }
        ItemCursor items = read.access() instanceof Access.ByQuery byQuery
                ? new QueryReader(reads, read, byQuery, bindings).items(all)
                : items(read, bindings, all);
        return new ReadCursor(items, codec, read, bindings, all, reads.view());
    }

    private ItemCursor items(Rel.Read read, Bindings bindings, Goal goal) {
        Access access = read.access();
        if (access instanceof Access.ByKey byKey) {
            Access.ByKeys byKeys = new Access.ByKeys(byKey.entity(), KeyChoices.of(byKey.key()));
            return new KeyReader(reads, read, byKeys).open(bindings, goal);
        } else if (access instanceof Access.ByKeys byKeys) {
            return new KeyReader(reads, read, byKeys).open(bindings, goal);
        } else if (access instanceof Access.ByCollection byCollection) {
            return collections.open(byCollection, bindings);
        } else if (access instanceof Access.Scan scan) {
            return new EntityScan(reads, read, scan, bindings).open(goal);
        }
        return ItemCursor.NONE;
    }

    /** One frame with the count in slot 0. */
    public RowCursor count(Rel.Count count, Bindings bindings) {
        Rel.Read read = count.read();
        return new CountCursor(counted(read, bindings).orElseGet(() -> countFrames(read, bindings)));
    }

    /** As DynamoDB counts; empty where it cannot tell exactly. */
    private OptionalLong counted(Rel.Read read, Bindings bindings) {
        if (reads.view().hasChanges() || reads.view().keepsReads()) {
            return OptionalLong.empty();
        }
        if (read.access() instanceof Access.ByQuery byQuery) {
            return new QueryReader(reads, read, byQuery, bindings).count();
        }
        return read.access() instanceof Access.Scan scan
                ? new EntityScan(reads, read, scan, bindings).count()
                : OptionalLong.empty();
    }

    private long countFrames(Rel.Read read, Bindings bindings) {
        long count = 0;
        try (RowCursor frames = open(read, bindings, ALL_ROWS)) {
            while (frames.next() != null) {
                count++;
            }
        }
        return count;
    }

    /** The frames of the physical items. */
    public RowCursor items(Rel.Items items, Bindings bindings, long goal) {
        return new PhysicalItems(reads, items, bindings).open(goal);
    }

    /**
     * The right side of a lookup join for some left frames, each distinct key asked for once.
     *
     * @param left frames, on which the keys of {@code right} are evaluated
     * @return one frame a left frame: a copy of it with the slots of {@code right} filled; null where there is no such row
     */
    public List<@Nullable Object @Nullable []> lookup(
            Rel.Read right, List<@Nullable Object[]> left, Bindings bindings) {
        return new KeyReader(reads, right, (Access.ByKeys) right.access()).lookup(left, bindings);
    }

    /**
     * The right side of a lookup join by Queries for some left frames, in their order. The first requests are sent now.
     *
     * @param left frames of different keys, on which the keys of the right side are evaluated
     * @param goal how many frames of the join are wanted at most, else {@link #ALL_ROWS}
     */
    public KeyedRows lookup(Rel.LookupJoin join, List<@Nullable Object[]> left, Bindings bindings, long goal) {
        Rel.Read right = join.right();
        QueryReader reader = new QueryReader(reads, right, (Access.ByQuery) right.access(), bindings);
        // Where some of the frames do not match, it takes more than are wanted of the join.
        KeyedRows stored = reader.lookup(left, new Goal(reader.covers(join.condition()) ? goal : ALL_ROWS));
        return reads.view().hasChanges() ? new ChangedRows(reads, right, bindings).addToEach(stored) : stored;
    }

    /** Stops what is under way, from any thread. A statement that writes after reading may still send requests. Never throws. */
    public void stop() {
        if (reads.execution().plan() instanceof Plan.QueryPlan) {
            reads.context().stop();
        }
    }

    /** Stops what is under way and lets go of what is held. Never throws. */
    @Override
    public void close() {
        stop();
        reads.kept().releaseAll();
    }
}
