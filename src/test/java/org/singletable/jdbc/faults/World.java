package org.singletable.jdbc.faults;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows of a group as they may be stored.
 *
 * @param rows by the last column of their key
 */
record World(SortedMap<Integer, Row> rows) {
    static final World EMPTY = new World(new TreeMap<>());

    World {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    Optional<Row> row(int k) {
        return Optional.ofNullable(rows.get(k));
    }

    World with(int k, Row row) {
        TreeMap<Integer, Row> changed = new TreeMap<>(rows);
        changed.put(k, row);
        return new World(changed);
    }

    World without(int k) {
        TreeMap<Integer, Row> changed = new TreeMap<>(rows);
        changed.remove(k);
        return new World(changed);
    }

    /** Whether a row beside that one has a tag. */
    boolean hasTag(String tag, int besides) {
        return rows.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey() != besides && entry.getValue().tag().equals(tag));
    }
}
