package org.singletable.jdbc.exec.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Comparison;

/** Rows as keys of a hash table. */
final class HashKeys {
    private HashKeys() {}

    /** A key that equals that of another row where no value IS DISTINCT FROM the other row's. */
    static List<@Nullable Object> of(@Nullable Object[] row) {
        return of(Arrays.asList(row));
    }

    /** The key of a row. */
    static List<@Nullable Object> of(List<@Nullable Object> row) {
        List<@Nullable Object> keys = new ArrayList<>(row.size());
        for (Object value : row) {
            keys.add(value == null ? null : Comparison.hashKey(value));
        }
        return keys;
    }
}
