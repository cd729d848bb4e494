package org.singletable.jdbc.dynamo;

import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.ItemErrors;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.AttributePath.Element;
import org.singletable.jdbc.mapping.AttributePath.Member;
import org.singletable.jdbc.mapping.AttributePath.Step;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Looks values up in items. */
final class ItemPaths {
    private ItemPaths() {}

    /**
     * The value at a path; null where there is none, or a NULL on the way.
     *
     * @throws org.singletable.jdbc.error.DriverException 22018 where something else than a map or list is on the way
     */
    static @Nullable AttributeValue find(Item item, AttributePath path) {
        AttributeValue value = item.get(path.attribute()).map(StoredValue::sdk).orElse(null);
        for (Step step : path.steps()) {
            if (value == null) {
                return null;
            }
            value = child(value, step);
        }
        return value;
    }

    private static @Nullable AttributeValue child(AttributeValue value, Step step) {
        if (value.type() == AttributeValue.Type.NUL) {
            return null;
        }
        AttributeValue.Type expected = step instanceof Member ? AttributeValue.Type.M : AttributeValue.Type.L;
        if (value.type() != expected) {
            throw ItemErrors.storedInside("a value of type " + value.type(), "one of type " + expected);
        }
        if (step instanceof Member member) {
            return value.m().get(member.name());
        }
        int index = ((Element) step).index();
        return index < value.l().size() ? value.l().get(index) : null;
    }
}
