package org.singletable.jdbc.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.error.DataErrors;
import org.singletable.jdbc.error.DriverException;

/**
 * The order of values: strings by code point, numbers and times by value, binary by unsigned bytes, false before true,
 * arrays element by element with nulls first.
 *
 * <p>A double stands for the shortest decimal that reads back as it, so that {@code 0.1} as a double equals {@code
 * 0.1} as a decimal, as in H2 and as in DynamoDB, which stores that decimal. JSON is compared by structure, since
 * DynamoDB keeps neither the order of members nor the spelling of numbers: null, truth values, numbers, strings,
 * arrays, objects; objects by their members in the order of names.
 */
public final class Comparison {
    private Comparison() {}

    /**
     * Compares two values. Numbers of all classes compare with each other, and so do dates, timestamps and timestamps
     * with offset; else the two are of one value class.
     *
     * @return negative, zero or positive
     * @throws DriverException 22018 where the two cannot be compared
     */
    public static int compare(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return Texts.compare(a, b);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return Numbers.compare(a, b);
        }
        if (left instanceof Temporal a && right instanceof Temporal b) {
            return Temporals.compare(a, b);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return Boolean.compare(a, b);
        }
        if (left instanceof Bytes a && right instanceof Bytes b) {
            return a.compareTo(b);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return compareElements(a, b);
        }
        if (left instanceof JsonNode a && right instanceof JsonNode b) {
            return JsonOrder.compare(a, b);
        }
        throw notComparable(Kind.ofValue(left), Kind.ofValue(right));
    }

    private static int compareElements(List<?> left, List<?> right) {
        int common = Math.min(left.size(), right.size());
        for (int i = 0; i < common; i++) {
            Object a = left.get(i);
            Object b = right.get(i);
            int order = a == null || b == null ? Boolean.compare(a != null, b != null) : compare(a, b);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** Whether two values, neither NULL, are equal. */
    public static boolean equalValues(Object left, Object right) {
        return compare(left, right) == 0;
    }

    /**
     * An object whose {@code equals} and {@code hashCode} say what {@link #equalValues} says, among values of one type
     * and among numbers: the key of a hash table that groups, joins or removes duplicates.
     */
    public static Object hashKey(Object value) {
        if (value instanceof Number number) {
            boolean finite = !(number instanceof Double real) || Double.isFinite(real);
            return finite ? Numbers.exact(number).stripTrailingZeros() : number;
        }
        if (value instanceof OffsetDateTime zoned) {
            return zoned.toInstant();
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> keys = new ArrayList<>(list.size());
            list.forEach(element -> keys.add(element == null ? null : hashKey(element)));
            return keys;
        }
        return value instanceof JsonNode node ? hashKeyOfJson(node) : value;
    }

    private static Object hashKeyOfJson(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> hashKey(JsonText.number(node));
            case ARRAY -> node.valueStream().map(Comparison::hashKeyOfJson).toList();
            case OBJECT -> {
                Map<String, Object> members = new HashMap<>();
                node.forEachEntry((name, member) -> members.put(name, hashKeyOfJson(member)));
                yield members;
            }
            default -> node;
        };
    }

    /**
     * The type in which values of two types are compared; {@code string} against another type compares in the other,
     * two numbers in the wider one, so that nothing is rounded. Limits are dropped.
     *
     * @throws DriverException 22018 where there is none
     */
    public static SqlType common(SqlType left, SqlType right) {
        Kind a = left.kind();
        Kind b = right.kind();
        if (a.isArray() && b.isArray()) {
            SqlType element =
                    common(left.elementType().orElseThrow(), right.elementType().orElseThrow());
            return a == Kind.SET && b == Kind.SET ? SqlType.set(element) : SqlType.list(element);
        }
        if (a == b || a == Kind.STRING) {
            return right.withoutLimit();
        }
        if (b == Kind.STRING) {
            return left.withoutLimit();
        }
        if (a.isNumeric() && b.isNumeric()) {
            boolean whole = (a == Kind.INT || a == Kind.LONG) && (b == Kind.INT || b == Kind.LONG);
            return whole ? SqlType.LONG : SqlType.DECIMAL;
        }
        if (hasDate(a) && hasDate(b)) {
            return a == Kind.TIMESTAMPTZ || b == Kind.TIMESTAMPTZ ? SqlType.TIMESTAMPTZ : SqlType.TIMESTAMP;
        }
        throw notComparable(a, b);
    }

    private static boolean hasDate(Kind kind) {
        return kind.isTemporal() && kind != Kind.TIME;
    }

    private static DriverException notComparable(Kind left, Kind right) {
        return DataErrors.notComparable(left.mappingName(), right.mappingName());
    }
}
