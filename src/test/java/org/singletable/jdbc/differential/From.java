package org.singletable.jdbc.differential;

import java.util.List;

/**
 * What a statement reads.
 *
 * @param sql the text of FROM
 * @param columns the columns in its reach
 * @param unique the columns whose values tell all its rows apart, empty where none are known
 * @param joinKeys the columns of the parent's key
 */
record From(String sql, List<Visible> columns, List<String> unique, List<String> joinKeys) {
    /**
     * A column in the reach of a statement.
     *
     * @param sql its qualified name
     * @param keys values that it has in some rows, empty where none are known
     */
    record Visible(String sql, Domain domain, List<Object> keys) {}

    /** @param qualifier what its columns are qualified with, empty where they are not */
    static From table(RandomSchema.Table table, String sql, String qualifier, RandomSchema schema) {
        String prefix = qualifier.isEmpty() ? "" : qualifier + ".";
        return new From(
                sql,
                table.columns().stream()
                        .map(column -> new Visible(
                                prefix + column.name(),
                                column.domain(),
                                table.key().contains(column) ? column.keys() : List.of()))
                        .toList(),
                table.key().stream().map(column -> prefix + column.name()).toList(),
                schema.tables().get(0).key().stream()
                        .map(column -> prefix + column.name())
                        .toList());
    }

    List<Visible> ofDomain(Domain domain) {
        return columns.stream().filter(column -> column.domain() == domain).toList();
    }
}
