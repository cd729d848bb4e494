package org.singletable.jdbc.dynamo;

import java.util.List;
import org.singletable.jdbc.mapping.AttributePath;

/** A condition of a write. Rendered with placeholders only; values never become part of an expression's text. */
public sealed interface Condition {
    record Exists(AttributePath path) implements Condition {}

    record NotExists(AttributePath path) implements Condition {}

    record Equal(AttributePath path, StoredValue value) implements Condition {}

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
