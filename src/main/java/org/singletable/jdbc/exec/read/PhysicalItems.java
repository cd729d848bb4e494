package org.singletable.jdbc.exec.read;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.ItemCodec;
import org.singletable.jdbc.dynamo.ItemJson;
import org.singletable.jdbc.dynamo.QuerySpec;
import org.singletable.jdbc.dynamo.Reading;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.exec.Bindings;
import org.singletable.jdbc.exec.Evaluator;
import org.singletable.jdbc.exec.KeyValues;
import org.singletable.jdbc.exec.RowCursor;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.TableSchema;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.plan.Rel;
import org.singletable.jdbc.type.Operands;
import org.singletable.jdbc.type.SqlType;

/** Reads the table {@code _items}: items as they are. */
final class PhysicalItems {
    private final Reads reads;
    private final Rel.Items rel;
    private final Bindings bindings;
    private final TableSchema schema;

    PhysicalItems(Reads reads, Rel.Items rel, Bindings bindings) {
        this.reads = reads;
        this.rel = rel;
        this.bindings = bindings;
        this.schema = reads.open().schema();
    }

    RowCursor open(long goal) {
        Goal wanted = new Goal(goal);
        ItemCursor items = new SeenItems(items(wanted));
        return new RowCursor() {
            @Override
            public @Nullable Object @Nullable [] next() {
                for (Item item = items.next(); item != null; item = items.next()) {
                    @Nullable Object[] frame = frame(item);
                    if (Evaluator.holds(rel.residual(), bindings.withRow(frame))) {
                        wanted.delivered();
                        return frame;
                    }
                }
                return null;
            }

            @Override
            public void close() {
                items.close();
            }
        };
    }

    /** The items as the transaction sees them: those it has changed come last. */
    private final class SeenItems implements ItemCursor {
        private final ItemCursor stored;
        private final Iterator<Item> changed = reads.view().changedItems().iterator();

        private SeenItems(ItemCursor stored) {
            this.stored = stored;
        }

        @Override
        public @Nullable Item next() {
            for (Item item = stored.next(); item != null; item = stored.next()) {
                if (!reads.view().isChanged(keyOf(item))) {
                    return item;
                }
            }
            return changed.hasNext() ? changed.next() : null;
        }

        private Item keyOf(Item item) {
            Set<String> keys = new HashSet<>(Set.of(schema.hashKey().name()));
            schema.sortKey().ifPresent(key -> keys.add(key.name()));
            return item.only(keys);
        }

        @Override
        public void close() {
            stored.close();
        }
    }

    private ItemCursor items(Goal goal) {
        if (rel.partition() == null) {
            return new ScanReader(
                            reads,
                            "_items",
                            "name a partition: WHERE " + schema.hashKey().name() + " = ...",
                            rel.scanAllowed())
                    .open(reading(), rel.segment(), bindings, goal);
        }
        Optional<StoredValue> hash = value(schema.hashKey(), rel.partition())
                .filter(KeyValues::isPossibleHash)
                .map(KeyValues::stored);
        if (hash.isEmpty()) {
            return ItemCursor.NONE;
        }
        KeyAttribute sortKey = schema.rangeKey();
        if (sortKey == null) {
            return byKey(Map.of(schema.hashKey().name(), hash.get()));
        }
        if (rel.sort() == null) {
            return partition(hash.get(), goal);
        }
        Optional<StoredValue> sort =
                value(sortKey, rel.sort()).filter(KeyValues::isPossibleRange).map(KeyValues::stored);
        if (sort.isEmpty()) {
            return ItemCursor.NONE;
        }
        Map<String, StoredValue> key = new LinkedHashMap<>();
        key.put(schema.hashKey().name(), hash.get());
        key.put(sortKey.name(), sort.get());
        return byKey(key);
    }

    /** Whole items as JSON; else the keys, and what tells whose they are. */
    private Reading reading() {
        if (rel.asJson()) {
            return Reading.WHOLE;
        }
        Set<String> attributes = new HashSet<>();
        attributes.add(schema.hashKey().name());
        schema.sortKey().ifPresent(key -> attributes.add(key.name()));
        reads.codecs().all().forEach(codec -> attributes.addAll(codec.attributes(Set.of())));
        return new Reading(null, attributes, false);
    }

    private ItemCursor byKey(Map<String, StoredValue> key) {
        OneItem item = new OneItem(new Item(key), null, reading(), reads);
        reads.opening().add(item);
        return item;
    }

    private ItemCursor partition(StoredValue hash, Goal goal) {
        int pageSize = rel.residual().isEmpty() ? reads.pageSize(goal) : reads.pageSize();
        QuerySpec query =
                new QuerySpec(null, false, schema.hashKey().name(), hash, null, reads.consistent(), true, 0, reading());
        PageStream stream = PageStream.alone(
                (from, size) -> reads.table().query(query.withPageSize(size), from, reads.context()),
                pageSize,
                reads,
                goal);
        reads.opening().add(stream);
        return stream;
    }

    /** The value of a key attribute; empty where it is NULL or none of the attribute's type. */
    private Optional<Object> value(KeyAttribute key, @Nullable BoundExpr expr) {
        Object value = expr == null ? null : Evaluator.evaluate(expr, bindings);
        return value == null ? Optional.empty() : Operands.exact(value, type(key));
    }

    private static SqlType type(KeyAttribute key) {
        return switch (key.type()) {
            case S -> SqlType.STRING;
            case N -> SqlType.DECIMAL;
            case B -> SqlType.BINARY;
        };
    }

    private @Nullable Object[] frame(Item item) {
        @Nullable Object[] frame = new Object[rel.width()];
        int slot = rel.offset();
        frame[slot++] = keyValue(item, schema.hashKey());
        KeyAttribute sortKey = schema.rangeKey();
        if (sortKey != null) {
            frame[slot++] = keyValue(item, sortKey);
        }
        frame[slot++] = reads.codecs().all().stream()
                .filter(codec -> codec.belongs(item))
                .map(ItemCodec::entity)
                .map(entity -> entity.name())
                .findFirst()
                .orElse(null);
        if (rel.asJson()) {
            frame[slot] = ItemJson.of(item);
        }
        return frame;
    }

    private static @Nullable Object keyValue(Item item, KeyAttribute key) {
        return item.get(key.name()).flatMap(StoredValue::scalar).orElse(null);
    }
}
