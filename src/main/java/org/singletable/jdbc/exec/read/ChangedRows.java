package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.ListCursor;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.RowOrder;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.plan.Rel;

/** The rows of a read that the transaction has changed or put; those of the table are read without them. */
final class ChangedRows {
    private final Rel.Read read;
    private final Bindings bindings;
    private final List<StoredRow> rows = new ArrayList<>();

    ChangedRows(Reads reads, Rel.Read read, Bindings bindings) {
        this.read = read;
        this.bindings = bindings;
        ItemCodec codec = reads.codecs().of(read.source().entity());
        for (Item item : reads.view().changedItems()) {
            @Nullable Object @Nullable [] frame = ReadCursor.frame(item, codec, read, bindings);
            if (frame != null) {
                rows.add(new StoredRow(item, frame));
            }
        }
    }

    /** The rows of the table and these, in the order of the read. */
    RowCursor addTo(RowCursor stored) {
        if (rows.isEmpty()) {
            return stored;
        }
        List<@Nullable Object[]> frames =
                new ArrayList<>(rows.stream().map(StoredRow::row).toList());
        RowOrder order = new RowOrder(read.order(), bindings);
        if (!read.order().isEmpty()) {
            frames.sort(order);
            return new MergeCursor(List.of(stored, new ListCursor(frames)), FirstRequest.NONE, order);
        }
        RowCursor changed = new ListCursor(frames);
        return new RowCursor() {
            @Override
            public @Nullable Object @Nullable [] next() {
                @Nullable Object[] row = stored.next();
                return row != null ? row : changed.next();
            }

            @Override
            public void close() {
                stored.close();
            }
        };
    }

    /** The rows that belong to keys, and with each key these: the condition of the join tells which of them belong to it. */
    KeyedRows addToEach(KeyedRows stored) {
        return new KeyedRows() {
            @Override
            public RowCursor next() {
                return addTo(stored.next());
            }

            @Override
            public void close() {
                stored.close();
            }
        };
    }

    StoredRows addToStored(StoredRows stored) {
        Iterator<StoredRow> changed = rows.iterator();
        return new StoredRows() {
            @Override
            public @Nullable StoredRow nextStored() {
                StoredRow row = stored.nextStored();
                return row != null || !changed.hasNext() ? row : changed.next();
            }

            @Override
            public void close() {
                stored.close();
            }
        };
    }
}
