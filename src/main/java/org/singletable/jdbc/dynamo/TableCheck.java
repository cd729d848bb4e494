package org.singletable.jdbc.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.singletable.jdbc.error.WireErrors;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.TableSchema;

/** Compares a table with what the mapping expects of it. What the table has beyond that is no difference. */
final class TableCheck {
    private TableCheck() {}

    /** @throws org.singletable.jdbc.error.DriverException 08001 listing the differences */
    static void check(TableSchema expected, TableSchema actual) {
        List<String> differences = differences(expected, actual);
        if (!differences.isEmpty()) {
            throw WireErrors.tableDiffers(actual.name(), differences);
        }
    }

    static List<String> differences(TableSchema expected, TableSchema actual) {
        List<String> differences = new ArrayList<>();
        if (!expected.hashKey().equals(actual.hashKey())) {
            differences.add("the hash key is " + actual.hashKey() + ", expected " + expected.hashKey());
        }
        if (!Objects.equals(expected.rangeKey(), actual.rangeKey())) {
            differences.add("the range key is " + actual.rangeKey() + ", expected " + expected.rangeKey());
        }
        for (IndexSchema index : expected.indexes()) {
            Optional<IndexSchema> found = actual.indexes().stream()
                    .filter(candidate -> candidate.name().equals(index.name()))
                    .findFirst();
            if (found.isEmpty()) {
                differences.add("index " + index.name() + " is missing");
            } else if (!sameKeys(index, found.get())) {
                differences.add(
                        "index " + index.name() + " has the keys " + keys(found.get()) + ", expected " + keys(index));
            }
        }
        return differences;
    }

    private static boolean sameKeys(IndexSchema one, IndexSchema other) {
        return one.local() == other.local()
                && one.hashKey().equals(other.hashKey())
                && Objects.equals(one.rangeKey(), other.rangeKey());
    }

    private static String keys(IndexSchema index) {
        return (index.local() ? "local " : "global ") + index.hashKey() + ", " + index.rangeKey();
    }
}
