package org.singletable.jdbc.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.IndexSchema;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.TableDifferences;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.model.MappingChange.Effect;

/** Compares the physical tables that two mappings expect. */
final class TableDiff {
    private final TableSchema before;
    private final TableSchema after;
    private final ChangeList changes = new ChangeList("");

    TableDiff(TableSchema before, TableSchema after) {
        this.before = before;
        this.after = after;
    }

    List<MappingChange> changes() {
        changes.compare(Effect.MOVES, "table", before.name(), after.name());
        changes.compare(Effect.MOVES, "keys of the table", keys(before.keyAttributes()), keys(after.keyAttributes()));
        for (IndexSchema index : after.indexes()) {
            index(find(before, index.name()), index);
        }
        for (IndexSchema index : before.indexes()) {
            if (find(after, index.name()) == null) {
                changes.add(Effect.NONE, "index " + index.name() + ", which nothing reads", describe(index), null);
            }
        }
        changes.compare(Effect.TABLE, "time to live", before.ttlAttribute(), after.ttlAttribute());
        return changes.sorted();
    }

    private static @Nullable IndexSchema find(TableSchema table, String name) {
        return table.indexes().stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** A local index is made with its table only, and no index can be changed. */
    private void index(@Nullable IndexSchema was, IndexSchema is) {
        Effect effect = is.local() ? Effect.MOVES : Effect.TABLE;
        if (was == null) {
            changes.add(effect, kind(is) + is.name(), null, describe(is));
        } else if (!describe(was).equals(describe(is))) {
            boolean serves = TableDifferences.of(only(is), only(was)).isEmpty();
            changes.add(serves ? Effect.NONE : effect, kind(is) + is.name(), describe(was), describe(is));
        }
    }

    /** The table with this index alone, to be compared with another. */
    private TableSchema only(IndexSchema index) {
        return new TableSchema(after.name(), after.hashKey(), after.rangeKey(), List.of(index), null);
    }

    private static String kind(IndexSchema index) {
        return index.local() ? "local index " : "index ";
    }

    private static String describe(IndexSchema index) {
        List<KeyAttribute> keys =
                index.sortKey().map(range -> List.of(index.hashKey(), range)).orElseGet(() -> List.of(index.hashKey()));
        String projection = index.projection() == IndexSchema.Projection.INCLUDE
                ? index.nonKeyAttributes().stream().sorted().collect(Collectors.joining(", ", "INCLUDE ", ""))
                : index.projection().toString();
        return keys(keys) + ", " + projection;
    }

    private static String keys(List<KeyAttribute> keys) {
        return keys.stream().map(key -> key.name() + " (" + key.type() + ")").collect(Collectors.joining(", "));
    }
}
