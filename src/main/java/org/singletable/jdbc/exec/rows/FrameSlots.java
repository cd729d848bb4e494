package org.singletable.jdbc.exec.rows;

import java.util.stream.IntStream;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.plan.Source;

/** Which slots of a frame an operator fills. */
final class FrameSlots {
    /** The entity's name and the item, which {@code _items} has beside the key attributes. */
    private static final int ITEM_COLUMNS = 2;

    private final int keyAttributes;

    /** @param keyAttributes of the physical table: one or two */
    FrameSlots(int keyAttributes) {
        this.keyAttributes = keyAttributes;
    }

    static FrameSlots of(TableSchema schema) {
        return new FrameSlots(schema.sortKey().isPresent() ? 2 : 1);
    }

    /** The slots, in ascending order. */
    int[] filledBy(Rel rel) {
        return slots(rel).sorted().distinct().toArray();
    }

    private IntStream slots(Rel rel) {
        if (rel instanceof Rel.Read read) {
            Source source = read.source();
            return range(source.offset(), source.width());
        } else if (rel instanceof Rel.Items items) {
            return range(items.offset(), keyAttributes + ITEM_COLUMNS);
        } else if (rel instanceof Rel.Derived derived) {
            return range(derived.offset(), derived.columns());
        } else if (rel instanceof Rel.Project
                || rel instanceof Rel.Aggregate
                || rel instanceof Rel.Count
                || rel instanceof Rel.UnionAll) {
            throw new IllegalStateException("gives rows, not frames: " + rel);
        }
        return rel.inputs().stream().flatMapToInt(this::slots);
    }

    private static IntStream range(int offset, int count) {
        return IntStream.range(offset, offset + count);
    }
}
