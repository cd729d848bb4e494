package org.singletable.jdbc.dynamo;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The names of an item's attributes in their order, said once for all items that have them. Immutable. */
final class ItemShape {
    private final List<String> names;
    private final Map<String, Integer> positions = new HashMap<>();

    ItemShape(List<String> names) {
        this.names = names;
        for (int i = 0; i < names.size(); i++) {
            positions.put(names.get(i), i);
        }
    }

    /** Different names. */
    int size() {
        return positions.size();
    }

    /** Whether these are the names, of which an array has the first {@code count}. */
    boolean isOf(String[] others, int count) {
        if (names.size() != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (!names.get(i).equals(others[i])) {
                return false;
            }
        }
        return true;
    }

    /** @param values in the order of the names; not copied */
    Map<String, StoredValue> map(StoredValue[] values) {
        return new Attributes(this, values);
    }

    private static final class Attributes extends AbstractMap<String, StoredValue> {
        private final ItemShape shape;
        private final StoredValue[] values;

        Attributes(ItemShape shape, StoredValue[] values) {
            this.shape = shape;
            this.values = values;
        }

        @Override
        public @Nullable StoredValue get(@Nullable Object name) {
            Integer position = shape.positions.get(name);
            return position == null ? null : values[position];
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return shape.positions.containsKey(name);
        }

        @Override
        public void forEach(BiConsumer<? super String, ? super StoredValue> action) {
            for (int i = 0; i < values.length; i++) {
                action.accept(shape.names.get(i), values[i]);
            }
        }

        @Override
        public Set<Entry<String, StoredValue>> entrySet() {
            return new Entries(this);
        }
    }

    private static final class Entries extends AbstractSet<Map.Entry<String, StoredValue>> {
        private final Attributes of;

        Entries(Attributes of) {
            this.of = of;
        }

        @Override
        public int size() {
            return of.values.length;
        }

        @Override
        public Iterator<Map.Entry<String, StoredValue>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < of.values.length;
                }

                @Override
                public Map.Entry<String, StoredValue> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    return Map.entry(of.shape.names.get(next), of.values[next++]);
                }
            };
        }
    }
}
