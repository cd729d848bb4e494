package org.singletable.jdbc.dynamo;

import java.util.List;
import java.util.stream.Stream;
import org.singletable.jdbc.mapping.AttributePath;

/**
 * The condition of a write, or the filter of a read. Rendered with placeholders only; values never become part of an
 * expression's text.
 *
 * <p>DynamoDB knows two truth values: what is compared with a missing attribute, or one of another type, is false, and
 * {@code NOT} of it is true.
 */
public sealed interface Condition {
    /** Holds of everything, of a missing item too. */
    static Condition none() {
        return new All(List.of());
    }

    /** A condition on one attribute. */
    sealed interface OnAttribute extends Condition {
        AttributePath path();
    }

    record Exists(AttributePath path) implements OnAttribute {}

    record NotExists(AttributePath path) implements OnAttribute {}

    record Equal(AttributePath path, StoredValue value) implements OnAttribute {}

    /** Whether the attribute holds a DynamoDB NULL; false where it is missing. */
    record IsNull(AttributePath path) implements OnAttribute {}

    /** Whether the attribute holds a number; false where it is missing. */
    record IsNumber(AttributePath path) implements OnAttribute {}

    /** Whether the attribute has a type; false where it is missing. */
    record HasType(AttributePath path, DataType type) implements OnAttribute {}

    /** A comparison by DynamoDB's own order; false where the attribute is missing or of another type. */
    record Compare(AttributePath path, Comparator comparator, StoredValue value) implements OnAttribute {}

    /** Whether the attribute is in a range by DynamoDB's own order, both bounds included. They must have one type. */
    record Between(AttributePath path, StoredValue low, StoredValue high) implements OnAttribute {}

    /** Whether the attribute equals one of the values, 1 to {@value #MAX} of them. */
    record In(AttributePath path, List<StoredValue> values) implements OnAttribute {
        /** As many values DynamoDB takes. */
        public static final int MAX = 100;

        public In {
            values = List.copyOf(values);
            if (values.isEmpty() || values.size() > MAX) {
                throw new IllegalArgumentException("IN takes 1 to " + MAX + " values, not " + values.size());
            }
        }
    }

    /** Whether a string or binary attribute begins with a value of the same type. */
    record BeginsWith(AttributePath path, StoredValue prefix) implements OnAttribute {}

    /** Whether a string has the value as a part, or a set or list has it as an element. */
    record Contains(AttributePath path, StoredValue part) implements OnAttribute {}

    /** A comparison that DynamoDB evaluates. */
    enum Comparator {
        NE("<>"),
        LT("<"),
        LE("<="),
        GT(">"),
        GE(">=");

        private final String symbol;

        Comparator(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** A type of attribute values. */
    enum DataType {
        STRING("S"),
        NUMBER("N"),
        BINARY("B"),
        BOOLEAN("BOOL"),
        NULL("NULL"),
        STRING_SET("SS"),
        NUMBER_SET("NS"),
        BINARY_SET("BS"),
        LIST("L"),
        MAP("M");

        private final String code;

        DataType(String code) {
            this.code = code;
        }

        /** DynamoDB's name of the type. */
        public String code() {
            return code;
        }
    }

    record Not(Condition condition) implements Condition {}

    /** All of them; an empty list is always true. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** At least one of them. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /** The top-level attributes that it depends on. */
    default Stream<String> attributes() {
        if (this instanceof OnAttribute one) {
            return Stream.of(one.path().attribute());
        }
        return parts().stream().flatMap(Condition::attributes).distinct();
    }

    /** Whether it holds of every item, whatever that has. */
    default boolean isAlwaysTrue() {
        if (this instanceof All all) {
            return all.conditions().stream().allMatch(Condition::isAlwaysTrue);
        }
        return this instanceof Any any && any.conditions().stream().anyMatch(Condition::isAlwaysTrue);
    }

    private List<Condition> parts() {
        if (this instanceof Not not) {
            return List.of(not.condition());
        }
        if (this instanceof All all) {
            return all.conditions();
        }
        return this instanceof Any any ? any.conditions() : List.of();
    }
}
