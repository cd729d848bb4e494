package org.singletable.jdbc.exec.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Assignment;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.UpdateAction;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.Container;
import org.singletable.jdbc.mapping.DerivedAttribute;
import org.singletable.jdbc.mapping.Entity;

/**
 * New values of some columns of a row, and the changes of attributes that follow: the columns' own, and exactly the
 * derived attributes whose template or {@code where} mentions one of them.
 */
final class RowChange {
    private final Entity entity;
    private final ItemCodec codec;
    private final Map<Column, @Nullable Object> assigned;

    RowChange(Entity entity, ItemCodec codec, Map<Column, @Nullable Object> assigned) {
        this.entity = entity;
        this.codec = codec;
        this.assigned = Collections.unmodifiableMap(new LinkedHashMap<>(assigned));
    }

    /** Whether a NOT NULL column is set to NULL: an error, but only if there is such a row. */
    boolean violatesNotNull() {
        return assigned.entrySet().stream()
                .anyMatch(entry -> entry.getValue() == null && entry.getKey().notNull());
    }

    /** @throws org.singletable.jdbc.error.DriverException 23502 */
    void checkNotNull() {
        assigned.forEach((column, value) -> {
            if (value == null && column.notNull()) {
                throw WriteErrors.notNull(entity.name(), column.name());
            }
        });
    }

    /** Whether the JSON text of the container changes, which only whoever has read it can write. */
    boolean changesJsonContainer() {
        return entity.in().map(Container::isJsonText).orElse(false)
                && assigned.keySet().stream().anyMatch(Column::inContainer);
    }

    /** The columns, beside those assigned, that derived attributes are made from that must be made anew. */
    Set<Column> otherInputs() {
        Set<Column> inputs = new LinkedHashSet<>();
        affected().forEach(attribute -> inputs.addAll(attribute.inputs()));
        inputs.removeAll(assigned.keySet());
        return inputs;
    }

    /**
     * The changes of the item, and what must hold of it for them to be possible.
     *
     * @param others values of at least {@link #otherInputs()}
     * @param stored the item that was read, null where it was not; needed where {@link #changesJsonContainer()}
     */
    Assignment assignment(ColumnValues others, @Nullable Item stored) {
        Assignment columns = codec.assign(stored, assigned);
        List<UpdateAction> actions = new ArrayList<>(columns.actions());
        Container container = entity.container();
        if (container != null && changesJsonContainer()) {
            if (stored == null) {
                throw new IllegalStateException("the container of " + entity.name() + " was not read");
            }
            actions.add(new UpdateAction.Put(
                    RowWrites.attribute(container.attribute()), codec.rewriteContainer(stored, inContainer())));
        }
        ColumnValues after = column -> assigned.containsKey(column) ? assigned.get(column) : others.get(column);
        affected().forEach(attribute -> actions.add(derive(attribute, after)));
        return new Assignment(actions, columns.conditions());
    }

    private Map<Column, @Nullable Object> inContainer() {
        Map<Column, @Nullable Object> inContainer = new LinkedHashMap<>();
        assigned.forEach((column, value) -> {
            if (column.inContainer()) {
                inContainer.put(column, value);
            }
        });
        return inContainer;
    }

    private List<DerivedAttribute> affected() {
        return entity.derived().stream()
                .filter(attribute -> attribute.inputs().stream().anyMatch(assigned::containsKey))
                .toList();
    }

    private UpdateAction derive(DerivedAttribute attribute, ColumnValues values) {
        AttributePath path = RowWrites.attribute(attribute.name());
        return codec.derive(attribute, values)
                .<UpdateAction>map(value -> new UpdateAction.Put(path, value))
                .orElseGet(() -> new UpdateAction.Remove(path));
    }

    /** The change with one more column assigned. */
    RowChange with(Column column, Object value) {
        Map<Column, @Nullable Object> more = new HashMap<>(assigned);
        more.put(column, value);
        return new RowChange(entity, codec, more);
    }
}
