package org.singletable.jdbc.dynamo;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.AttributePath.Element;
import org.singletable.jdbc.mapping.AttributePath.Member;
import org.singletable.jdbc.mapping.AttributePath.Step;

/** Looks values up in items. */
final class ItemPaths {
    private ItemPaths() {}

    /**
     * The value at a path; null where there is none.
     *
     * @throws org.singletable.jdbc.error.DriverException 22018 where the path leads through what is neither a map nor a
     *     list, nor NULL
     */
    static @Nullable StoredValue find(Item item, AttributePath path) {
        StoredValue value = item.getOrNull(path.attribute());
        for (Step step : path.steps()) {
            if (value == null) {
                return null;
            }
            value = child(value, step);
        }
        return value;
    }

    private static @Nullable StoredValue child(StoredValue value, Step step) {
        boolean member = step instanceof Member;
        StoredValue.Type expected = member ? StoredValue.Type.M : StoredValue.Type.L;
        if (value.isNull()) {
            return null;
        }
        if (value.type() != expected) {
            throw ItemErrors.storedAs(value.type().name(), expected.name());
        }
        if (step instanceof Member named) {
            return value.m().get(named.name());
        }
        int index = ((Element) step).index();
        return index < value.l().size() ? value.l().get(index) : null;
    }
}
