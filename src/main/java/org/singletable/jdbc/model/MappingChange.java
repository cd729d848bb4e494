package org.singletable.jdbc.model;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two mappings.
 *
 * @param entity the entity, as the new mapping names it where it has it; empty for the table as a whole
 * @param what it is about, such as {@code column total: type}
 * @param before null for nothing
 * @param after null for nothing
 */
public record MappingChange(
        String entity,
        Effect effect,
        String what,
        @Nullable String before,
        @Nullable String after) {

    /** What a difference means for what is stored, the most work first. */
    public enum Effect {
        /** Stored rows are not where the new mapping looks for them: they are read with the old one and written with the new. */
        MOVES("moves"),
        /** Stored values are not read by the new mapping: rows are read with the old one and written over with the new. */
        REWRITE("rewrite"),
        /** The table has to be altered by its owner. */
        TABLE("table"),
        /** Attributes or items have to be made from stored rows. */
        BACKFILL("backfill"),
        /** Stored rows may not be as the new mapping says. */
        CHECK("check"),
        /** Nothing that is stored changes. */
        NONE("none");

        private final String text;

        Effect(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
