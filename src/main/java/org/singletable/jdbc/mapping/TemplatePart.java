package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Set;

/** A part of a {@link Template}. */
public sealed interface TemplatePart {
    /** The columns that it is made of, in their order, each once. */
    List<Column> columns();

    /** Whether equal values of its columns, whatever their form, make one text. */
    default boolean hasOneText() {
        return true;
    }

    /** Whether it is the same in all rows that have the same values in these columns. */
    default boolean isConstant(Set<Column> same) {
        return same.containsAll(columns()) && hasOneText();
    }

    /** Literal text. */
    record Text(String text) implements TemplatePart {
        @Override
        public List<Column> columns() {
            return List.of();
        }
    }

    /**
     * A column's value.
     *
     * @param reversible whether its formats have a way back; {@link Template#reversibleColumns} tells whether the whole
     *     template has
     * @param keepsOrder whether the texts of any two values order as the values do, given what follows (table in
     *     docs/mapping.md)
     */
    record ColumnPart(Column column, List<Format> formats, boolean reversible, boolean keepsOrder, boolean canonical)
            implements TemplatePart {
        public ColumnPart {
            formats = List.copyOf(formats);
        }

        @Override
        public List<Column> columns() {
            return List.of(column);
        }

        @Override
        public boolean hasOneText() {
            return canonical;
        }

        /**
         * The text of a value here.
         *
         * @throws org.singletable.jdbc.error.DriverException 22003, 22023 where the formats cannot hold the value
         */
        public String text(Object value) {
            return new ColumnText(column, formats, false).render(value);
        }

        /**
         * Whether the text of every value from {@code low} to {@code high} lies between theirs: so for formats that keep
         * order, and between values within the range where the others do ({@code pad:N} from 0 to 10^N-1, {@code epoch}
         * of equal digit count). False for a value that the formats cannot hold.
         */
        public boolean ordersBetween(Object low, Object high) {
            return keepsOrder || new ColumnText(column, formats, false).ordersBetween(low, high);
        }

        /**
         * Whether the texts are of digits, filled with zeros to a width, and order as the values do from 0 to what fills the
         * width ({@code pad:N}). Texts of negative values have a {@code -} before or among the zeros, those of greater ones
         * are longer and begin with another digit than 0.
         */
        public boolean ordersToWidth() {
            return new ColumnText(column, formats, false).ordersToWidth();
        }
    }

    /**
     * The number of a shard, from 0: CRC32 (IEEE, unsigned) of the UTF-8 of the columns' texts joined by {@code #},
     * modulo {@code shards}. Cannot be read back.
     *
     * @param formats of each of the columns
     */
    record Shard(List<Column> columns, List<Format> formats, int shards) implements TemplatePart {
        public Shard {
            columns = List.copyOf(columns);
            formats = List.copyOf(formats);
        }
    }

    /** A bracket: left out when a column directly in it is null. */
    record Bracket(List<TemplatePart> parts) implements TemplatePart {
        public Bracket {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Column> columns() {
            return parts.stream()
                    .flatMap(part -> part.columns().stream())
                    .distinct()
                    .toList();
        }

        @Override
        public boolean hasOneText() {
            return parts.stream().allMatch(TemplatePart::hasOneText);
        }
    }
}
