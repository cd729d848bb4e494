package org.singletable.jdbc.shell;

/**
 * A column that is loaded.
 *
 * @param parameter what stands for a value beside the column: {@code ?}, or a cast that rounds it as the column does
 */
record TargetColumn(String name, ResultColumn.Kind kind, String parameter) {
    /** The name in SQL. */
    String sql() {
        return SqlNames.quoted(name);
    }
}
