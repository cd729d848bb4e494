package org.singletable.jdbc.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the table a mapping expects with the one that is there. */
public final class TableDifferences {
    private TableDifferences() {}

    /**
     * What keeps the actual table from serving the mapping, one sentence each; empty where nothing does. What the actual
     * table has more is no difference.
     */
    public static List<String> of(TableSchema expected, TableSchema actual) {
        List<String> differences = new ArrayList<>();
        key("hash key", expected.hashKey(), Optional.of(actual.hashKey())).ifPresent(differences::add);
        sortKey("range key", expected.sortKey(), actual.sortKey()).ifPresent(differences::add);
        for (IndexSchema index : expected.indexes()) {
            Optional<IndexSchema> there = actual.indexes().stream()
                    .filter(candidate -> candidate.name().equals(index.name()))
                    .findFirst();
            if (there.isEmpty()) {
                differences.add("index " + index.name() + " (" + describe(index) + ") is missing");
            } else {
                index(index, there.get(), differences);
            }
        }
        expected.ttl()
                .filter(ttl -> !actual.ttl().equals(Optional.of(ttl)))
                .ifPresent(ttl -> differences.add("TTL attribute: expected " + ttl + ", found "
                        + actual.ttl().orElse("none")));
        return differences;
    }

    private static void index(IndexSchema expected, IndexSchema actual, List<String> differences) {
        String name = "index " + expected.name();
        key(name + ": hash key", expected.hashKey(), Optional.of(actual.hashKey()))
                .ifPresent(differences::add);
        sortKey(name + ": range key", expected.sortKey(), actual.sortKey()).ifPresent(differences::add);
        if (expected.local() != actual.local()) {
            differences.add(name + ": expected a " + kind(expected) + " index, found a " + kind(actual) + " one");
        }
        if (!covers(actual, expected)) {
            differences.add(name + ": expected projection " + projection(expected) + ", found " + projection(actual));
        }
    }

    private static boolean covers(IndexSchema actual, IndexSchema expected) {
        return actual.projection() == IndexSchema.Projection.ALL
                || switch (expected.projection()) {
                    case ALL -> false;
                    case KEYS_ONLY -> true;
                    case INCLUDE -> actual.nonKeyAttributes().containsAll(expected.nonKeyAttributes());
                };
    }

    private static Optional<String> key(String what, KeyAttribute expected, Optional<KeyAttribute> actual) {
        return actual.equals(Optional.of(expected))
                ? Optional.empty()
                : Optional.of(what + ": expected " + describe(expected) + ", found "
                        + actual.map(TableDifferences::describe).orElse("none"));
    }

    private static Optional<String> sortKey(
            String what, Optional<KeyAttribute> expected, Optional<KeyAttribute> actual) {
        if (expected.isPresent()) {
            return key(what, expected.get(), actual);
        }
        return actual.map(found -> what + ": expected none, found " + describe(found));
    }

    private static String describe(KeyAttribute key) {
        return key.name() + " (" + key.type() + ")";
    }

    private static String describe(IndexSchema index) {
        return describe(index.hashKey())
                + index.sortKey().map(key -> ", " + describe(key)).orElse("") + ", " + projection(index);
    }

    private static String kind(IndexSchema index) {
        return index.local() ? "local" : "global";
    }

    private static String projection(IndexSchema index) {
        return index.projection() == IndexSchema.Projection.INCLUDE
                ? "INCLUDE "
                        + String.join(
                                ", ", index.nonKeyAttributes().stream().sorted().toList())
                : index.projection().name();
    }
}
