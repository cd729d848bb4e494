package org.singletable.jdbc.error;

import java.util.Collection;

/** Errors of connections that are bound to values of columns ({@code bind.<column>}, {@code bind.except}). */
public final class RowScopeErrors {
    private RowScopeErrors() {}

    public static DriverException unknownColumn(String name) {
        return property("bind." + name, "no entity of the mapping has a column \"" + name + "\"");
    }

    public static DriverException notBindable(String name, String entity, String type) {
        return property(
                "bind." + name,
                "column \"" + name + "\" of \"" + entity + "\" is of type " + type
                        + "; only columns with single values can be bound");
    }

    public static DriverException badValue(String name, String entity, DriverException cause) {
        return new DriverException(
                SqlState.CANNOT_CONNECT,
                "connection property bind." + name + ": column \"" + name + "\" of \"" + entity
                        + "\" cannot have the value: " + cause.getMessage(),
                cause);
    }

    public static DriverException unknownException(String name) {
        return property("bind.except", "the mapping has no entity \"" + name + "\"");
    }

    public static DriverException needlessException(String name) {
        return property("bind.except", "\"" + name + "\" has the bound columns, so it is bound; leave it out");
    }

    private static DriverException property(String key, String problem) {
        return new DriverException(SqlState.CANNOT_CONNECT, "connection property " + key + ": " + problem);
    }

    public static DriverException lacksColumn(String entity, String column) {
        return new DriverException(
                SqlState.INSUFFICIENT_PRIVILEGE,
                "this connection is bound to one value of column \"" + column + "\", which \"" + entity
                        + "\" does not have; connection property bind.except can name the entity where all of its rows"
                        + " may be used");
    }

    public static DriverException showsAll(String what, Collection<String> columns) {
        return new DriverException(
                SqlState.INSUFFICIENT_PRIVILEGE,
                "this connection is bound to one value of column \""
                        + String.join("\", \"", columns.stream().sorted().toList()) + "\", and " + what
                        + " shows all items of the table; use a connection without bind."
                        + columns.iterator().next());
    }

    public static DriverException otherValue(String column) {
        return new DriverException(
                SqlState.INSUFFICIENT_PRIVILEGE,
                "this connection is bound to one value of column \"" + column
                        + "\" and gives it no other; leave the column out, then it gets that value");
    }

    /** A row that the connection is not to see has a key that it is to write. */
    public static DriverException rowOfOthers(String entity, String key) {
        return new DriverException(
                SqlState.INSUFFICIENT_PRIVILEGE,
                "the row of \"" + entity + "\" with " + key
                        + " has other values in columns that this connection is bound in; it is not changed");
    }
}
