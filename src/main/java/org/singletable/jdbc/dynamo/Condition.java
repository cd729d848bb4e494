package org.singletable.jdbc.dynamo;

import java.util.List;
import org.singletable.jdbc.mapping.AttributePath;

/** A condition of a write. Rendered with placeholders only; values never become part of an expression's text. */
public sealed interface Condition {
    record Exists(AttributePath path) implements Condition {}

    record NotExists(AttributePath path) implements Condition {}

    record Equal(AttributePath path, StoredValue value) implements Condition {}

    /** Whether the attribute holds a DynamoDB NULL; false where it is missing. */
    record IsNull(AttributePath path) implements Condition {}

    /** Whether the attribute holds a number; false where it is missing. */
    record IsNumber(AttributePath path) implements Condition {}

    /** A comparison by DynamoDB's own order; false where the attribute is missing or of another type. */
    record Compare(AttributePath path, Comparator comparator, StoredValue value) implements Condition {}

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
}
