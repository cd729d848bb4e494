package org.singletable.jdbc.exec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.dynamo.Item;
import org.singletable.jdbc.dynamo.StoredValue;
import org.singletable.jdbc.error.DriverException;
import org.singletable.jdbc.error.SqlState;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.KeyAttribute;
import org.singletable.jdbc.mapping.KeyTemplate;
import org.singletable.jdbc.plan.BoundExpr;
import org.singletable.jdbc.type.Bytes;
import org.singletable.jdbc.type.Kind;

/** The values that a plan's key columns have in one execution, and the key attributes made from them. */
public final class KeyValues {
    private KeyValues() {}

    /**
     * The values of the key columns, in the value classes of their types. Empty where one is NULL or equals no value of
     * its column's type: then no row has this key.
     *
     * @throws org.singletable.jdbc.error.DriverException 22018 for text that is no value of the column's type
     */
    public static Optional<Map<Column, Object>> of(Map<Column, BoundExpr> key, Bindings bindings) {
        Map<Column, Object> values = new HashMap<>();
        for (Map.Entry<Column, BoundExpr> entry : key.entrySet()) {
            Optional<Object> exact = of(entry.getKey(), Evaluator.evaluate(entry.getValue(), bindings));
            if (exact.isEmpty()) {
                return Optional.empty();
            }
            values.put(entry.getKey(), exact.get());
        }
        return Optional.of(values);
    }

    /**
     * The value of a key column as one of its type; empty where it is NULL or equals no value of that type.
     *
     * @throws org.singletable.jdbc.error.DriverException 22018 for text that is no value of the column's type
     */
    public static Optional<Object> of(Column column, @Nullable Object value) {
        return value == null ? Optional.empty() : ColumnOperands.exact(value, column);
    }

    /**
     * What a lookup makes of its values; empty where a key's format cannot hold one, such as a fraction of a second: then
     * no row has it.
     */
    public static <T> Optional<T> ofPossible(Supplier<Optional<T>> lookup) {
        try {
            return lookup.get();
        } catch (DriverException e) {
            if (e.state() == SqlState.NUMERIC_OUT_OF_RANGE || e.state() == SqlState.INVALID_VALUE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The table key of the row with these values; empty where there can be no such key. */
    public static Optional<Item> tableKey(Entity entity, Map<Column, Object> values) {
        return ofPossible(() -> render(entity, values));
    }

    private static Optional<Item> render(Entity entity, Map<Column, Object> values) {
        Map<String, StoredValue> attributes = new LinkedHashMap<>();
        Optional<Object> hash = rendered(() -> entity.partitionKey().template().render(values::get));
        if (hash.isEmpty() || !isPossibleHash(hash.get())) {
            return Optional.empty();
        }
        attributes.put(entity.partitionKey().name(), stored(hash.get()));
        KeyTemplate sortKey = entity.sortKey();
        if (sortKey != null) {
            Optional<Object> range = rendered(() -> sortKey.template().render(values::get));
            if (range.isEmpty() || !isPossibleRange(range.get())) {
                return Optional.empty();
            }
            attributes.put(sortKey.name(), stored(range.get()));
        }
        return Optional.of(new Item(attributes));
    }

    /**
     * What a template makes of values that a statement looks for; empty where it has no text for them, as {@code pad:4} has
     * none for 12345: no row has such a key.
     */
    public static <T> Optional<T> rendered(Supplier<Optional<T>> template) {
        try {
            return template.get();
        } catch (DriverException e) {
            if (e.state() == SqlState.NUMERIC_OUT_OF_RANGE || e.state() == SqlState.INVALID_VALUE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public static boolean isPossibleHash(Object value) {
        return isWithin(value, KeyAttribute.MAX_HASH_BYTES);
    }

    public static boolean isPossibleRange(Object value) {
        return isWithin(value, KeyAttribute.MAX_RANGE_BYTES);
    }

    private static boolean isWithin(Object value, int maxBytes) {
        int length = bytes(value);
        return length > 0 && length <= maxBytes;
    }

    /** The length of a key attribute's value, as far as DynamoDB limits it: 1 for any number. */
    public static int bytes(Object value) {
        return value instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8).length
                : value instanceof Bytes bytes ? bytes.length() : 1;
    }

    /** A rendered key attribute as DynamoDB stores it. */
    public static StoredValue stored(Object rendered) {
        if (rendered instanceof String text) {
            return StoredValue.string(text);
        } else if (rendered instanceof BigDecimal number) {
            return StoredValue.number(number);
        }
        return StoredValue.binary((Bytes) rendered);
    }

    /**
     * What is read back of a value that is stored in a column: keys made from the one must equal keys made from the other. Some
     * forms have no offset, and an empty set is NULL.
     */
    public static @Nullable Object asStored(Column column, Object value) {
        if (column.form().isInUtc() && value instanceof OffsetDateTime instant) {
            return instant.withOffsetSameInstant(ZoneOffset.UTC);
        }
        return column.type().kind() == Kind.SET && ((List<?>) value).isEmpty() ? null : value;
    }
}
