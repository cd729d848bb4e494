package org.singletable.jdbc.exec.rows;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.type.Bytes;

/**
 * Estimates of what rows take in memory, in bytes. They lean to the high side: references count as eight bytes and
 * characters as two, though the JVM often does with half, and a value that two rows share counts in both.
 */
public final class RowSize {
    /** An entry of a hash table, with the list or the key object that it points to. */
    static final long HASH_ENTRY = 96;

    /** What an aggregate knows of a group. */
    static final long ACCUMULATOR = 96;

    private static final long ARRAY_HEADER = 16;
    private static final long REFERENCE = 8;
    private static final long OBJECT = 24;
    private static final long TEXT_HEADER = 48;
    private static final long DECIMAL = 72;
    private static final long DATE = 24;
    private static final long TIME = 96;
    private static final long LIST = 48;
    private static final long JSON_MEMBER = 64;

    private RowSize() {}

    public static long of(@Nullable Object[] row) {
        long bytes = ARRAY_HEADER;
        for (Object value : row) {
            bytes += REFERENCE + ofValue(value);
        }
        return bytes;
    }

    static long ofValue(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return 0;
        } else if (value instanceof String text) {
            return ofText(text);
        } else if (value instanceof BigDecimal decimal) {
            return DECIMAL + decimal.unscaledValue().bitLength() / Byte.SIZE;
        } else if (value instanceof Bytes bytes) {
            return OBJECT + ARRAY_HEADER + bytes.length();
        } else if (value instanceof List<?> list) {
            long bytes = LIST;
            for (Object element : list) {
                bytes += REFERENCE + ofValue(element);
            }
            return bytes;
        } else if (value instanceof JsonNode node) {
            return ofJson(node);
        }
        return value instanceof LocalDate ? DATE : value instanceof Temporal ? TIME : OBJECT;
    }

    private static long ofText(String text) {
        return TEXT_HEADER + (long) Character.BYTES * text.length();
    }

    private static long ofJson(JsonNode node) {
        if (node.isTextual()) {
            return OBJECT + ofText(node.textValue());
        } else if (node.isNumber()) {
            return OBJECT + DECIMAL;
        } else if (!node.isContainerNode()) {
            return 0;
        }
        long[] bytes = {OBJECT + LIST};
        node.forEachEntry((name, member) -> bytes[0] += JSON_MEMBER + ofText(name) + ofJson(member));
        if (node.isArray()) {
            node.forEach(element -> bytes[0] += REFERENCE + ofJson(element));
        }
        return bytes[0];
    }
}
