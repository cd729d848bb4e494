package org.singletable.jdbc.exec.write;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemEdits;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.exec.StoredRow;
import org.singletable.jdbc.exec.transaction.Rows;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.type.Comparison;

/**
 * The one row that an UPDATE or DELETE by primary key may touch.
 *
 * @param key the table key
 * @param keyValues the values of the primary key columns
 */
record KeyedRow(Entity entity, ItemCodec codec, Item key, Map<Column, Object> keyValues) {

    /**
     * The row with the key of an access path; empty where no row can have it.
     *
     * @throws org.singletable.jdbc.error.DriverException 22000 where the key would be read back as other values: then
     *     another row could be meant
     */
    static Optional<KeyedRow> of(Access access, Codecs codecs, Bindings bindings) {
        if (!(access instanceof Access.ByKey byKey)) {
            return Optional.empty();
        }
        Entity entity = byKey.entity();
        ItemCodec codec = codecs.of(entity);
        return KeyValues.of(byKey.key(), bindings)
                .filter(values -> KeyValues.tableKey(entity, values).isPresent())
                .map(values -> new KeyedRow(entity, codec, codec.key(values::get), values));
    }

    /** The condition that the item at the key is this row. */
    List<Condition> isThisRow() {
        return Rows.isThisRow(entity, codec, keyValues::get);
    }

    /**
     * The versions by which it can be told whether a write of the row was applied; empty where the one before is not known.
     *
     * @param known columns that must have a value, which is a condition of the write
     * @param edits what the write changes beside the version; null where it deletes the row
     */
    Optional<SingleWrite.Versions> versions(Map<Column, Object> known, @Nullable ItemEdits edits) {
        Column version = entity.version().orElse(null);
        AttributePath path = SingleWrite.Versions.path(entity).orElse(null);
        if (version == null || path == null || !(known.get(version) instanceof Number before)) {
            return Optional.empty();
        }
        StoredValue stored = stored(version, before.longValue());
        if (edits == null) {
            return SingleWrite.Versions.isOfNewRows(entity, stored)
                    ? Optional.empty()
                    : Optional.of(new SingleWrite.Versions(path, stored, item -> false));
        }
        StoredValue after = stored(version, before.longValue() + 1);
        return Optional.of(new SingleWrite.Versions(
                path,
                stored,
                item -> item.get(path.attribute()).filter(after::equals).isPresent() && edits.areIn(item)));
    }

    private StoredValue stored(Column version, long number) {
        return codec.encode(version, VersionColumn.value(version, number));
    }

    /** Key columns whose values only the item tells, see {@link Rows#knownByReading}; where there are any it is read first. */
    Set<Column> knownByReading() {
        return Rows.knownByReading(entity);
    }

    /** The item as a row, where it is this row. */
    Optional<StoredRow> asCurrent(@Nullable Item item) {
        return Optional.ofNullable(item)
                .filter(codec::belongs)
                .map(present -> new StoredRow(present, codec.decode(present)))
                .filter(this::hasKey);
    }

    private boolean hasKey(StoredRow current) {
        return keyValues.entrySet().stream().allMatch(entry -> {
            Object stored = current.row()[entry.getKey().ordinal()];
            return stored != null && Comparison.compare(stored, entry.getValue()) == 0;
        });
    }

    static boolean holds(List<BoundExpr> conjuncts, Bindings withRow) {
        return Evaluator.holds(conjuncts, withRow);
    }

    /**
     * What became of a write of the row.
     *
     * @param applied false where there was no such row
     * @param image the item, where it was asked for
     */
    record Written(boolean applied, @Nullable Item image) {
        static final Written NOTHING = new Written(false, null);

        void addTo(WrittenRows rows, ItemCodec codec) {
            if (image != null) {
                rows.add(codec.decode(image));
            } else if (applied) {
                rows.count();
            }
        }
    }
}
