package org.singletable.jdbc.exec.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.exec.MemoryShare;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.exec.read.KeyConditions.KeyCondition;

/** Rows by Queries, one for each of several keys; some of them are sent beside each other. */
final class QueryLookup implements KeyedRows {
    private final QueryReader reader;
    private final Goal goal;
    private final MemoryShare memory;
    private final Iterator<Optional<KeyCondition>> conditions;
    private final StreamWindow streams;
    private @Nullable RowCursor current;

    /**
     * @param conditions of the Queries, one for each key; empty where no row has the key
     * @param goal how many frames are wanted of all together
     */
    QueryLookup(QueryReader reader, List<Optional<KeyCondition>> conditions, Goal goal, MemoryShare memory) {
        this.reader = reader;
        this.goal = goal;
        this.memory = memory;
        this.conditions = new ArrayList<>(conditions).iterator();
        this.streams = new StreamWindow(
                conditions.stream()
                        .flatMap(Optional::stream)
                        .map(condition -> reader.stream(condition, goal, PageStream.Sharing.IN_TURN, memory))
                        .iterator(),
                goal);
        streams.begin();
    }

    @Override
    public RowCursor next() {
        if (current != null) {
            current.close();
            streams.advance();
            current = null;
        }
        if (conditions.next().isEmpty()) {
            return reader.frames(ItemCursor.NONE, goal, memory);
        }
        current = reader.frames(Objects.requireNonNull(streams.current()), goal, memory);
        return current;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
        streams.close();
    }
}
