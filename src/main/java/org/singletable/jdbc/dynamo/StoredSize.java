package org.singletable.jdbc.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What DynamoDB counts of items for its limits, in bytes; of numbers it only tells about how much that is. */
public final class StoredSize {
    /** Of one item. */
    public static final int MAX_ITEM = 400 * 1024;

    /** Of all items of a transaction. */
    public static final int MAX_TRANSACTION = 4 * 1024 * 1024;

    private static final int CONTAINER_BYTES = 3;

    private StoredSize() {}

    public static long of(Item item) {
        return members(item.attributes());
    }

    /** What a write is sure to count in a transaction: of an update not what the item has besides. */
    public static long of(ItemWrite write) {
        if (write instanceof ItemWrite.Put put) {
            return of(put.item());
        }
        long bytes = of(write.key());
        if (write instanceof ItemWrite.Update update) {
            for (UpdateAction action : update.actions()) {
                if (action instanceof UpdateAction.Put put) {
                    bytes += text(put.path().attribute()) + of(put.value());
                }
            }
        }
        return bytes;
    }

    private static long of(StoredValue value) {
        return switch (value.type()) {
            case S -> text(value.s());
            case N -> number(value.n());
            case B -> value.b().length();
            case SS -> value.ss().stream().mapToLong(StoredSize::text).sum();
            case NS -> value.ns().stream().mapToLong(StoredSize::number).sum();
            case BS -> value.bs().stream().mapToLong(b -> b.length()).sum();
            case L -> CONTAINER_BYTES + elements(value.l());
            case M -> CONTAINER_BYTES + value.m().size() + members(value.m());
            case BOOL, NUL, UNKNOWN -> 1;
        };
    }

    private static long members(Map<String, StoredValue> members) {
        return members.entrySet().stream()
                .mapToLong(member -> text(member.getKey()) + of(member.getValue()))
                .sum();
    }

    private static long elements(List<StoredValue> elements) {
        return elements.stream().mapToLong(element -> 1 + of(element)).sum();
    }

    /** A byte for two digits, one more, and one for a sign. */
    private static long number(String text) {
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return (number.precision() + 1) / 2 + 1 + (number.signum() < 0 ? 1 : 0);
    }

    private static long text(String text) {
        return text.getBytes(UTF_8).length;
    }
}
