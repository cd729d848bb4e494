package org.singletable.jdbc.exec.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.OpenTable;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Execution;
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
        this.reads = new Reads(table, codecs, execution);
        this.collections = new CollectionReader(reads);
    }

    /**
     * The frames of a read, in its order. The first requests are sent now.
     *
     * @param bindings without a row
     * @param goal how many frames are wanted at most, as far as that is known, else {@link #ALL_ROWS}
     * @throws org.singletable.jdbc.error.DriverException 42000 where it needs a Scan and may not; what the first requests meet
     */
    public RowCursor open(Rel.Read read, Bindings bindings, long goal) {
        RowCursor stored = openTable(read, bindings, goal);
        return reads.view().hasChanges() ? new ChangedRows(reads, read, bindings).addTo(stored) : stored;
    }

    private RowCursor openTable(Rel.Read read, Bindings bindings, long goal) {
        if (read.access() instanceof Access.ByQuery byQuery) {
            return new QueryReader(reads, read, byQuery, bindings).open(goal);
        }
        boolean sorted = !read.order().isEmpty();
        // To be sorted all are needed.
        Goal wanted = new Goal(sorted ? ALL_ROWS : goal);
        ItemCodec codec = reads.codecs().of(read.source().entity());
        RowCursor frames =
                new ReadCursor(items(read, codec, bindings, wanted), codec, read, bindings, wanted, reads.view());
        return sorted ? new SortedCursor(frames, new RowOrder(read.order(), bindings), reads.memory()) : frames;
    }

    /**
     * The rows that a write is about, with their items: whole ones, read strongly consistently. What a global index finds is
     * read from the table by key.
     *
     * @param read that wants all columns of the only table
     */
    public StoredRows stored(Rel.Read read, Bindings bindings) {
        Goal all = new Goal(ALL_ROWS);
        ItemCodec codec = reads.codecs().of(read.source().entity());
        ItemCursor items = read.access() instanceof Access.ByQuery byQuery
                ? new QueryReader(reads, read, byQuery, bindings).items(all)
                : items(read, codec, bindings, all);
        ReadCursor stored = new ReadCursor(items, codec, read, bindings, all, reads.view());
        return reads.view().hasChanges() ? new ChangedRows(reads, read, bindings).addToStored(stored) : stored;
    }

    private ItemCursor items(Rel.Read read, ItemCodec codec, Bindings bindings, Goal goal) {
        Access access = read.access();
        if (access instanceof Access.ByKey byKey) {
            Access.ByKeys byKeys = new Access.ByKeys(byKey.entity(), KeyChoices.of(byKey.key()));
            return new KeyReader(reads, read, byKeys).open(bindings, goal);
        } else if (access instanceof Access.ByKeys byKeys) {
            return new KeyReader(reads, read, byKeys).open(bindings, goal);
        } else if (access instanceof Access.ByCollection byCollection) {
            return collections.open(byCollection, bindings);
        } else if (access instanceof Access.Scan scan) {
            ReadFilter.Filter filter =
                    ReadFilter.ofScan(codec, read, bindings).filter(conjunct -> false, EntityTest.ToldBy.ITEM, false);
            Reading reading = new Reading(filter.condition(), reads.attributes(codec, read.wanted()), false);
            return new ScanReader(reads, '"' + scan.entity().name() + '"', scan.advice(), scan.allowed())
                    .open(reading, scan.segment(), bindings, goal);
        }
        return ItemCursor.NONE;
    }

    /** One frame with the count in slot 0. */
    public RowCursor count(Rel.Count count, Bindings bindings) {
        Rel.Read read = count.read();
        boolean rowsMatter = reads.view().hasChanges() || reads.view().keepsReads();
        long counted = !rowsMatter && read.access() instanceof Access.ByQuery byQuery
                ? new QueryReader(reads, read, byQuery, bindings).count()
                : -1;
        return new CountCursor(counted >= 0 ? counted : countFrames(read, bindings));
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

    /** Stops what is under way. A statement that writes after reading may still send requests. Never throws. */
    @Override
    public void close() {
        if (reads.execution().plan() instanceof Plan.QueryPlan) {
            reads.context().stop();
        }
    }
}
