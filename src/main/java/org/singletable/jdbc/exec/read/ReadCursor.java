package org.singletable.jdbc.exec.read;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.ReadView;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.plan.Rel;

/** Decodes the items of an access path into frames and keeps those that the residual condition is true of. */
final class ReadCursor implements RowCursor, StoredRows {
    private final ItemCursor items;
    private final ItemCodec codec;
    private final Rel.Read read;
    private final Bindings bindings;
    private final Goal goal;
    private final ReadView view;
    private boolean closed;

    /** @param view what of the items does not count, and who is told of rows */
    ReadCursor(ItemCursor items, ItemCodec codec, Rel.Read read, Bindings bindings, Goal goal, ReadView view) {
        this.view = view;
        this.items = items;
        this.codec = codec;
        this.read = read;
        this.bindings = bindings;
        this.goal = goal;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        StoredRow stored = nextStored();
        return stored == null ? null : stored.row();
    }

    @Override
    public @Nullable StoredRow nextStored() {
        while (!closed) {
            Item item = items.next();
            if (item == null) {
                return null;
            }
            if (view.hasChanges() && view.isChanged(codec.keyOf(item))) {
                continue;
            }
            // Null where that is no row of the entity or not one that is wanted.
            @Nullable Object @Nullable [] frame = frame(item, codec, read, bindings);
            if (frame != null) {
                view.read(codec, item);
                goal.delivered();
                return new StoredRow(item, frame);
            }
        }
        return null;
    }

    static @Nullable Object @Nullable [] frame(Item item, ItemCodec codec, Rel.Read read, Bindings bindings) {
        @Nullable Object @Nullable [] row = codec.row(item, read.wanted());
        if (row == null) {
            return null;
        }
        @Nullable Object[] frame = row;
        if (row.length < read.width()) {
            frame = new Object[read.width()];
            System.arraycopy(row, 0, frame, read.source().offset(), row.length);
        }
        return Evaluator.holds(read.residual(), bindings.withRow(frame)) ? frame : null;
    }

    @Override
    public void close() {
        closed = true;
        items.close();
    }
}
