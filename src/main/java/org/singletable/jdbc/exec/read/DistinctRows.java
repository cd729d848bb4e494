package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.MemoryBudget;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.plan.Source;
import org.singletable.jdbc.type.Comparison;

/** The frames of a table that several ways lead to: of those with one primary key the first. */
final class DistinctRows implements RowCursor {
    /** A rough estimate of what remembering a key takes. */
    private static final int BYTES_PER_KEY = 400;

    private final RowCursor input;
    private final Source source;
    private final MemoryBudget memory;
    private final Set<List<@Nullable Object>> seen = new HashSet<>();

    /** @param input whose frames have the columns of the primary key */
    DistinctRows(RowCursor input, Source source, MemoryBudget memory) {
        this.input = input;
        this.source = source;
        this.memory = memory;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        for (@Nullable Object[] frame = input.next(); frame != null; frame = input.next()) {
            List<@Nullable Object> key = key(frame);
            if (!seen.contains(key)) {
                memory.reserve(BYTES_PER_KEY);
                seen.add(key);
                return frame;
            }
        }
        return null;
    }

    private List<@Nullable Object> key(@Nullable Object[] frame) {
        List<@Nullable Object> key = new ArrayList<>();
        for (Column column : source.entity().primaryKey()) {
            Object value = frame[source.value(column).slot()];
            key.add(value == null ? null : Comparison.hashKey(value));
        }
        return key;
    }

    @Override
    public void close() {
        memory.release((long) BYTES_PER_KEY * seen.size());
        seen.clear();
        input.close();
    }
}
