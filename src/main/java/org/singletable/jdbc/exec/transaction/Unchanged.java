package org.singletable.jdbc.exec.transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Entity;

/** Conditions that what a statement has read of a row is still stored so. */
public final class Unchanged {
    private Unchanged() {}

    /** The attributes that hold these columns, and the version, have the values they had in the item that was read. */
    public static List<Condition> since(Item read, Entity entity, Collection<Column> columns) {
        Set<String> attributes = new LinkedHashSet<>();
        columns.forEach(column -> column.storedAt().ifPresent(path -> attributes.add(path.attribute())));
        entity.version().flatMap(Column::storedAt).ifPresent(path -> attributes.add(path.attribute()));
        return attributes(read, attributes);
    }

    /** The whole row is as it was read: its version says so, where it has one, else every attribute of its columns. */
    static List<Condition> whole(ItemCodec codec, Item read) {
        Entity entity = codec.entity();
        List<Condition> conditions =
                new ArrayList<>(Rows.isThisRow(entity, codec, ColumnValues.ofRow(codec.decode(read))));
        boolean hasVersion = entity.version()
                .flatMap(Column::storedAt)
                .filter(AttributePath::isTopLevel)
                .isPresent();
        conditions.addAll(since(read, entity, hasVersion ? List.of() : entity.columns()));
        return conditions;
    }

    /** These attributes have the values they had in the item that was read. */
    public static List<Condition> attributes(Item read, Set<String> attributes) {
        return attributes.stream()
                .map(attribute -> read.get(attribute)
                        .<Condition>map(value -> new Condition.Equal(Rows.attribute(attribute), value))
                        .orElseGet(() -> new Condition.NotExists(Rows.attribute(attribute))))
                .toList();
    }
}
