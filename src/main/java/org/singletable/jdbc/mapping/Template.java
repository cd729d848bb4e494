package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled template: makes the value of one attribute from columns, and reads the columns back from it.
 *
 * <p>Also stands for a column stored directly in a key attribute, as a template of that column alone in its stored form.
 */
public interface Template {
    /** The template as text in the syntax of the mapping file, for messages and EXPLAIN. */
    String source();

    List<TemplatePart> parts();

    /** The columns it mentions, in order, each once. */
    List<Column> columns();

    /**
     * One template for each number that its shard can have, which it has as plain text: together they make the keys of all
     * rows whose shard is not known. Only this template where it has no shard, or several.
     */
    default List<Template> byShard() {
        return List.of(this);
    }

    /** The text where it mentions no column. */
    Optional<String> constant();

    /**
     * The attribute's value: {@code String}, {@code BigDecimal} on a Number attribute or {@code Bytes} on a Binary one.
     * Empty where a column outside brackets is null: the attribute is left out.
     *
     * @throws org.singletable.jdbc.error.DriverException 22003, 22023 where a format cannot render the value, 22023 where
     *     a key attribute would be empty
     */
    Optional<Object> render(ColumnValues values);

    /**
     * The columns' values read back from a stored value. Columns whose formats are not reversible are missing from the
     * result; columns in a bracket that was left out are present with null. Empty where the value does not have the
     * shape of this template: a text that {@link #render} does not make. A column stored directly fits any value of the
     * attribute; one that is no value of its type is missing from the result.
     */
    Optional<Map<Column, @Nullable Object>> parse(Object stored);

    /**
     * As {@link #parse}, into a row in the order of the entity's columns; what it does not say stays.
     *
     * @return whether the value has the shape of this template; where it has not, the row is of no use any more
     */
    default boolean read(Object stored, @Nullable Object[] row) {
        Optional<Map<Column, @Nullable Object>> values = parse(stored);
        values.ifPresent(read -> read.forEach((column, value) -> {
            if (value != null) {
                row[column.ordinal()] = value;
            }
        }));
        return values.isPresent();
    }

    /**
     * The longest text that the attribute of every row with these column values begins with; only the given columns are
     * known, and their values are not null. Text that a column's value may have in other forms too ({@link #isCanonical})
     * is no part of it.
     *
     * @throws org.singletable.jdbc.error.DriverException 22003, 22023 where a format cannot hold a value; no row has it
     */
    KeyPrefix prefix(Set<Column> known, ColumnValues values);

    /** Those of the known columns whose values {@link #prefix} makes its text of. */
    Set<Column> leadingColumns(Set<Column> known);

    /** Columns of which every value can be read back by {@link #parse}. */
    Set<Column> reversibleColumns();

    /** Columns that must not be null for the attribute to be written: those outside brackets. */
    Set<Column> requiredColumns();

    /**
     * Whether rows that have equal values in all columns always have the same rendered value: false where a column has
     * several texts for one value, such as an ISO instant with an offset.
     */
    boolean isCanonical();

    /**
     * The column that would be read back from the rendered value as another value than it has, each after its own
     * formats; empty where all survive. A row whose table key has such a column must not be written.
     */
    Optional<Column> nonReversing(ColumnValues values);
}
