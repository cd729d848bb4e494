package org.singletable.jdbc.dynamo;

import java.util.Collection;
import java.util.function.BiConsumer;

/** What items take in memory: an estimate, rather too high than too low. */
public final class ItemSize {
    private static final int OBJECT_BYTES = 120;
    private static final int BYTES_PER_CHARACTER = 2;

    private ItemSize() {}

    /** Bytes of one item. */
    public static long of(Item item) {
        Sum sum = new Sum();
        item.attributes().forEach(sum);
        return OBJECT_BYTES + sum.bytes;
    }

    private static final class Sum implements BiConsumer<String, StoredValue> {
        private long bytes;

        @Override
        public void accept(String name, StoredValue value) {
            bytes += text(name) + of(value);
        }
    }

    /** Bytes of all items together. */
    public static long of(Collection<Item> items) {
        return items.stream().mapToLong(ItemSize::of).sum();
    }

    private static long of(StoredValue value) {
        return OBJECT_BYTES
                + switch (value.type()) {
                    case S -> text(value.s());
                    case N -> text(value.n());
                    case B -> value.b().length();
                    case SS -> value.ss().stream().mapToLong(ItemSize::text).sum();
                    case NS -> value.ns().stream().mapToLong(ItemSize::text).sum();
                    case BS ->
                        value.bs().stream()
                                .mapToLong(b -> OBJECT_BYTES + b.length())
                                .sum();
                    case L -> value.l().stream().mapToLong(ItemSize::of).sum();
                    case M ->
                        value.m().entrySet().stream()
                                .mapToLong(member -> text(member.getKey()) + of(member.getValue()))
                                .sum();
                    case BOOL, NUL, UNKNOWN -> 0;
                };
    }

    private static long text(String text) {
        return OBJECT_BYTES / 2 + (long) BYTES_PER_CHARACTER * text.length();
    }
}
