package org.singletable.jdbc.dynamo;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.ColumnValues;
import org.singletable.jdbc.mapping.DerivedAttribute;
import org.singletable.jdbc.mapping.Entity;

/** Items to rows of one entity and back. */
public interface ItemCodec {
    /** The codec of an entity, to be kept with the catalog. */
    static ItemCodec of(Entity entity) {
        return new EntityCodec(entity);
    }

    Entity entity();

    /**
     * Whether the item is a row of this entity: its table keys parse under the entity's templates and its constants are
     * equal (docs/mapping.md, Membership).
     */
    boolean belongs(Item item);

    /**
     * As {@link #decode(Item, Set)}; null where the item does not {@linkplain #belongs belong} to the entity.
     *
     * @throws org.singletable.jdbc.error.DriverException 22018 as {@link #decode(Item)}, for the wanted columns
     */
    @Nullable
    Object @Nullable [] row(Item item, Set<Column> wanted);

    /**
     * The row, one value a column in the order of {@link Entity#columns()}.
     *
     * @throws org.singletable.jdbc.error.DriverException 22018 naming entity, key and column where a stored value does
     *     not fit its column's type
     */
    @Nullable
    Object[] decode(Item item);

    /**
     * The row with the values of some columns only; the others are null, whatever the item has.
     *
     * @throws org.singletable.jdbc.error.DriverException 22018 as {@link #decode(Item)}, for the wanted columns
     */
    @Nullable
    Object[] decode(Item item, Set<Column> wanted);

    /**
     * The attributes that {@link #belongs} and reading these columns depend on: top-level ones. Of a map only a part could be
     * read, but then one that is stored as anything else would read as NULL, where it has to be an error.
     */
    Set<String> attributes(Set<Column> wanted);

    /** All the top-level attributes that the mapping gives the items: keys of indexes too, which no reading of columns needs. */
    Set<String> attributes();

    /**
     * The table key of the row with these values.
     *
     * @throws org.singletable.jdbc.error.DriverException 22000 where the key would be read back as other values, 22001
     *     over 2048/1024 bytes, 22023 where it is empty
     */
    Item key(ColumnValues values);

    /** The stored form of a value of a column that is not inside a JSON container. */
    StoredValue encode(Column column, Object value);

    /**
     * The changes of an item that give columns new values: null removes, or is stored where the mapping says so. Columns that live in a JSON container or only in
     * key templates are passed over.
     *
     * @throws org.singletable.jdbc.error.DriverException 22001, 22003, 22023 where a value cannot be stored
     */
    ItemEdits edits(Map<Column, @Nullable Object> assigned);

    /**
     * The whole item of a new row: columns, container, constants and derived attributes; null values left out.
     *
     * @param assigned columns that the statement gives a value, NULL too, which some of them store
     */
    Item newItem(@Nullable Object[] row, Set<Column> assigned);

    /** The item of a new row of which no NULL is stored. */
    default Item newItem(@Nullable Object[] row) {
        return newItem(row, Set.of());
    }

    /**
     * The text of the JSON container after some of its columns were assigned; what was not assigned keeps its place and
     * its text, members the mapping does not name too.
     *
     * @param stored the item as read; a missing container is taken as an empty object
     */
    StoredValue rewriteContainer(Item stored, Map<Column, @Nullable Object> assigned);

    /**
     * The value of an attribute made by a template; empty where it is left out, by its {@code where} or a null column.
     *
     * @throws org.singletable.jdbc.error.DriverException 22001, 22003, 22023 where it cannot be made or stored
     */
    Optional<StoredValue> derive(DerivedAttribute derived, ColumnValues values);

    /** The table key attributes of a stored item. */
    Item keyOf(Item item);

    /** The key of an item for messages: {@code pk=customer#jane, sk=customer}. */
    String describeKey(Item item);
}
