package org.singletable.jdbc.mapping;

import java.util.List;

/** A part of a {@link Template}. */
public sealed interface TemplatePart {
    /** Literal text. */
    record Text(String text) implements TemplatePart {}

    /**
     * A column's value.
     *
     * @param keepsOrder whether the texts order as the values do, given what follows (table in docs/mapping.md)
     */
    record ColumnPart(Column column, List<Format> formats, boolean reversible, boolean keepsOrder, boolean canonical)
            implements TemplatePart {
        public ColumnPart {
            formats = List.copyOf(formats);
        }
    }

    /** A bracket: left out when a column directly in it is null. */
    record Bracket(List<TemplatePart> parts) implements TemplatePart {
        public Bracket {
            parts = List.copyOf(parts);
        }
    }
}
