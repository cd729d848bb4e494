package org.singletable.jdbc.exec.write;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemEdits;
import org.singletable.jdbc.dynamo.ItemEdits.Edit;
import org.singletable.jdbc.error.WriteErrors;
import org.singletable.jdbc.exec.transaction.Rows;
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
    private final Map<Column, ItemEdits.Add> added;

    /**
     * @param assigned columns and their new values
     * @param added other columns, plain numbers that nothing is derived from, and what is added to them
     */
    RowChange(ItemCodec codec, Map<Column, @Nullable Object> assigned, Map<Column, ItemEdits.Add> added) {
        this.entity = codec.entity();
        this.codec = codec;
        this.assigned = new LinkedHashMap<>(assigned);
        this.added = new LinkedHashMap<>(added);
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

    boolean changes(Column column) {
        return assigned.containsKey(column) || added.containsKey(column);
    }

    /** Whether the server adds to the column. */
    boolean adds(Column column) {
        return added.containsKey(column);
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
     * The changes of the item. Its table key stays what it is.
     *
     * @param others values of at least {@link #otherInputs()}
     * @param stored the item that was read, null where it was not; needed where {@link #changesJsonContainer()}
     */
    ItemEdits edits(ColumnValues others, @Nullable Item stored) {
        Map<AttributePath, Edit> more = new LinkedHashMap<>();
        added.forEach((column, add) -> more.put(column.storedAt().orElseThrow(), add));
        Container container = entity.container();
        if (container != null && changesJsonContainer()) {
            if (stored == null) {
                throw new IllegalStateException("the container of " + entity.name() + " was not read");
            }
            more.put(
                    Rows.attribute(container.attribute()),
                    new ItemEdits.Assign(codec.rewriteContainer(stored, inContainer())));
        }
        ColumnValues after = column -> assigned.containsKey(column) ? assigned.get(column) : others.get(column);
        affected().forEach(attribute -> more.put(Rows.attribute(attribute.name()), derive(attribute, after)));
        return codec.edits(assigned).then(ItemEdits.of(more));
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
        Set<String> tableKeys = Rows.tableKeys(entity);
        return entity.derived().stream()
                .filter(attribute -> !tableKeys.contains(attribute.name()))
                .filter(attribute -> attribute.inputs().stream().anyMatch(assigned::containsKey))
                .toList();
    }

    private Edit derive(DerivedAttribute attribute, ColumnValues values) {
        return codec.derive(attribute, values).<Edit>map(ItemEdits.Assign::new).orElseGet(ItemEdits.Clear::new);
    }

    /** The columns' values after the change, but for those that are added to: they keep their old ones. */
    ColumnValues after(ColumnValues before) {
        return column -> assigned.containsKey(column) ? assigned.get(column) : before.get(column);
    }

    /** The change with one more column assigned. */
    RowChange with(Column column, Object value) {
        Map<Column, @Nullable Object> more = new HashMap<>(assigned);
        more.put(column, value);
        return new RowChange(codec, more, added);
    }
}
