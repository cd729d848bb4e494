package org.singletable.jdbc.exec.transaction;

import java.util.function.Supplier;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.UniqueConstraint;

/** Whose item a write is about: tells what it means when its condition does not hold, and is named in messages. */
public sealed interface Subject {
    Entity entity();

    /** For messages. */
    String describe();

    /** @param keyText makes {@link #key}, which few writes need */
    record Row(Entity entity, Supplier<String> keyText) implements Subject {
        /** The primary key columns with their values: {@code username='ann', order_id='o1'}. */
        public String key() {
            return keyText.get();
        }

        @Override
        public String describe() {
            return "the row of \"" + entity.name() + "\" with primary key (" + key() + ")";
        }
    }

    /**
     * The sentinel of a unique constraint.
     *
     * @param values the unique columns with their values
     */
    record Sentinel(Entity entity, UniqueConstraint constraint, String values) implements Subject {
        @Override
        public String describe() {
            return "the sentinel of (" + values + ") for the unique constraint \"" + constraint.name() + "\"";
        }
    }
}
