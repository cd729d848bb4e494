package org.singletable.jdbc.exec.read;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.type.Ternary;

/** Decodes the items of an access path into frames and keeps those that the residual condition is true of. */
final class ReadCursor implements RowCursor {
    private final ItemCursor items;
    private final ItemCodec codec;
    private final Rel.Read read;
    private final Bindings bindings;
    private boolean closed;

    ReadCursor(ItemCursor items, ItemCodec codec, Rel.Read read, Bindings bindings) {
        this.items = items;
        this.codec = codec;
        this.read = read;
        this.bindings = bindings;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        while (!closed) {
            Item item = items.next();
            if (item == null) {
                return null;
            }
            if (!codec.belongs(item)) {
                continue;
            }
            @Nullable Object[] row = codec.decode(item);
            @Nullable Object[] frame = new Object[read.width()];
            System.arraycopy(row, 0, frame, read.source().offset(), row.length);
            Bindings withRow = bindings.withRow(frame);
            if (read.residual().stream().allMatch(conjunct -> Evaluator.test(conjunct, withRow) == Ternary.TRUE)) {
                return frame;
            }
        }
        return null;
    }

    @Override
    public void close() {
        closed = true;
    }
}
