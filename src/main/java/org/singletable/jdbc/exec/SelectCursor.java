package org.singletable.jdbc.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.type.Ternary;

/** Decodes the items of an access path, keeps the rows that the condition is true of, and computes the result columns. */
final class SelectCursor implements RowCursor {
    private final ItemCursor items;
    private final ItemCodec codec;
    private final @Nullable BoundExpr condition;
    private final List<BoundExpr> outputs;
    private final Bindings bindings;
    private boolean closed;

    SelectCursor(
            ItemCursor items,
            ItemCodec codec,
            @Nullable BoundExpr condition,
            List<BoundExpr> outputs,
            Bindings bindings) {
        this.items = items;
        this.codec = codec;
        this.condition = condition;
        this.outputs = outputs;
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
            Bindings row = bindings.withRow(codec.decode(item));
            if (condition == null || Evaluator.test(condition, row) == Ternary.TRUE) {
                return project(outputs, row);
            }
        }
        return null;
    }

    static @Nullable Object[] project(List<BoundExpr> outputs, Bindings bindings) {
        @Nullable Object[] values = new Object[outputs.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Evaluator.evaluate(outputs.get(i), bindings);
        }
        return values;
    }

    @Override
    public void close() {
        closed = true;
    }
}
