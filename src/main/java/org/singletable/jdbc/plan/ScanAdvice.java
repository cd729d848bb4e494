package org.singletable.jdbc.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.EntityIndex;
import org.singletable.jdbc.mapping.KeyTemplate;

/** Says which predicate or which index would find the rows of a statement without reading the whole table. */
final class ScanAdvice {
    private ScanAdvice() {}

    /** @param strictReads global indexes are not read */
    static String of(Entity entity, Conjuncts where, boolean strictReads) {
        List<String> ways = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>();
        keys.add(names(entity.partitionKey()));
        boolean unread = false;
        for (EntityIndex index : entity.indexes()) {
            boolean readable = !index.stale() && (index.schema().local() || !strictReads);
            if (readable) {
                keys.add(names(index.partitionKey()));
            }
            unread |= !readable && !index.stale();
            if (index.stale()
                    && where.choices()
                            .keySet()
                            .containsAll(index.partitionKey().template().columns())) {
                ways.add("repair the keys of index " + index.name()
                        + ", which the mapping calls stale, and keep them up to" + " date: it would be read then");
            }
        }
        keys.remove("");
        if (!keys.isEmpty()) {
            ways.add("give " + String.join(" or ", keys) + " in WHERE with =");
        }
        if (unread) {
            ways.add("read its global indexes with consistentRead=true instead of strict");
        }
        String given = where.choices().keySet().stream().map(Column::name).collect(Collectors.joining(", "));
        ways.add(given.isEmpty() ? "give the entity an index that lists it" : "give the entity an index on " + given);
        return String.join("; or ", ways);
    }

    private static String names(KeyTemplate key) {
        return key.template().columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
