package org.singletable.jdbc.mapping;

import java.util.Optional;

/**
 * A mapping file that was loaded and checked, rewritten into the long form. What depends on the physical table's keys is
 * resolved by {@link #bind}.
 */
public interface Mapping {
    /** The table's name where the file gives one. */
    Optional<String> tableName();

    /**
     * The physical table that the file describes, by {@code physical} or by the short form's layout, under the given
     * name. Empty where the file leaves it to DescribeTable.
     */
    Optional<TableSchema> expectedTable(String name);

    /**
     * Resolves the mapping against the physical table.
     *
     * @throws MappingException where an entity does not fit the table's keys
     */
    Catalog bind(TableSchema table);
}
