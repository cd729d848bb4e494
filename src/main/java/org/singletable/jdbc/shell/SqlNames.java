package org.singletable.jdbc.shell;

/** Names and texts in SQL. */
final class SqlNames {
    private SqlNames() {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
