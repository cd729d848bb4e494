package org.singletable.jdbc.exec.read;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.type.Ternary;

/** Decodes the items of an access path into frames and keeps those that the residual condition is true of. */
final class ReadCursor implements RowCursor {
    private final ItemCursor items;
    private final ItemCodec codec;
    private final Rel.Read read;
    private final Bindings bindings;
    private final Goal goal;
    private boolean closed;

    ReadCursor(ItemCursor items, ItemCodec codec, Rel.Read read, Bindings bindings, Goal goal) {
        this.items = items;
        this.codec = codec;
        this.read = read;
        this.bindings = bindings;
        this.goal = goal;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        while (!closed) {
            Item item = items.next();
            if (item == null) {
                return null;
            }
            @Nullable Object @Nullable [] frame = frame(item);
            if (frame != null) {
                goal.delivered();
                return frame;
            }
        }
        return null;
    }

    /** The frame of an item; null where that is no row of the entity or not one that is wanted. */
    private @Nullable Object @Nullable [] frame(Item item) {
        return frame(item, codec, read, bindings);
    }

    static @Nullable Object @Nullable [] frame(Item item, ItemCodec codec, Rel.Read read, Bindings bindings) {
        if (!codec.belongs(item)) {
            return null;
        }
        @Nullable Object[] row = codec.decode(item, read.wanted());
        @Nullable Object[] frame = new Object[read.width()];
        System.arraycopy(row, 0, frame, read.source().offset(), row.length);
        return holds(read.residual(), bindings.withRow(frame)) ? frame : null;
    }

    static boolean holds(List<BoundExpr> conjuncts, Bindings row) {
        return conjuncts.stream().allMatch(conjunct -> Evaluator.test(conjunct, row) == Ternary.TRUE);
    }

    @Override
    public void close() {
        closed = true;
        items.close();
    }
}
