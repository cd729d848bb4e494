package org.singletable.jdbc.exec.write;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Condition;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.RequestContext;
import org.singletable.jdbc.dynamo.TableClient;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Codecs;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.plan.Access;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.type.Comparison;
import org.singletable.jdbc.type.Ternary;

/**
 * The one row that an UPDATE or DELETE may touch.
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
    static Optional<KeyedRow> of(Access.SingleRow access, Codecs codecs, Bindings bindings) {
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
        return RowWrites.isThisRow(entity, codec, keyValues::get);
    }

    /** Key columns whose values only the item tells, see {@link RowWrites#knownByReading}; where there are any it is read first. */
    Set<Column> knownByReading() {
        return RowWrites.knownByReading(entity);
    }

    /** Reads the row consistently; empty where it is not there or a conjunct is not true of it. */
    Optional<Current> read(TableClient table, List<BoundExpr> conjuncts, Bindings bindings, RequestContext context) {
        return table.getItem(key, true, context)
                .filter(codec::belongs)
                .map(item -> new Current(item, codec.decode(item)))
                .filter(current -> current.hasKey(keyValues))
                .filter(current -> current.satisfies(conjuncts, bindings));
    }

    /** The item as a row, where it is this row. */
    Optional<Current> asCurrent(@Nullable Item item) {
        return Optional.ofNullable(item)
                .filter(codec::belongs)
                .map(present -> new Current(present, codec.decode(present)))
                .filter(current -> current.hasKey(keyValues));
    }

    /** The row as it was read. */
    record Current(Item item, @Nullable Object[] row) {
        private boolean hasKey(Map<Column, Object> keyValues) {
            return keyValues.entrySet().stream().allMatch(entry -> {
                Object stored = row[entry.getKey().ordinal()];
                return stored != null && Comparison.compare(stored, entry.getValue()) == 0;
            });
        }

        boolean satisfies(List<BoundExpr> conjuncts, Bindings bindings) {
            Bindings withRow = bindings.withRow(row);
            return conjuncts.stream().allMatch(conjunct -> Evaluator.test(conjunct, withRow) == Ternary.TRUE);
        }
    }
}
