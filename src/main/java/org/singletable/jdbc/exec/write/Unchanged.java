package org.singletable.jdbc.exec.write;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;

/** Conditions that what a statement has read of a row is still stored so. */
final class Unchanged {
    private Unchanged() {}

    /** The attributes that hold these columns, and the version, have the values they had in the item that was read. */
    static List<Condition> since(Item read, Entity entity, Collection<Column> columns) {
        Set<String> attributes = new LinkedHashSet<>();
        columns.forEach(column -> column.storedAt().ifPresent(path -> attributes.add(path.attribute())));
        entity.version().flatMap(Column::storedAt).ifPresent(path -> attributes.add(path.attribute()));
        return attributes.stream()
                .map(attribute -> read.get(attribute)
                        .<Condition>map(value -> new Condition.Equal(RowWrites.attribute(attribute), value))
                        .orElseGet(() -> new Condition.NotExists(RowWrites.attribute(attribute))))
                .toList();
    }
}
