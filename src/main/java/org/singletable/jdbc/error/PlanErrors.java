package org.singletable.jdbc.error;

import java.util.Collection;

/** Errors of statements that name what is not there or ask for what is not built. */
public final class PlanErrors {
    private PlanErrors() {}

    public static DriverException unknownTable(String name, String schema, Collection<String> known) {
        return new DriverException(
                SqlState.UNDEFINED_TABLE,
                "table \"" + name + "\" does not exist in schema \"" + schema + "\"" + Spelling.hint(name, known)
                        + "; tables are " + list(known));
    }

    public static DriverException unknownSchema(String name, String schema) {
        return new DriverException(
                SqlState.UNDEFINED_TABLE,
                "schema \"" + name + "\" does not exist; the only schema is \"" + schema + "\", the physical table");
    }

    public static DriverException unknownColumn(String name, String table, Collection<String> known) {
        return new DriverException(
                SqlState.UNDEFINED_COLUMN,
                "column \"" + name + "\" does not exist in table \"" + table + "\"" + Spelling.hint(name, known)
                        + "; columns are " + list(known));
    }

    public static DriverException unknownQualifier(String qualifier, String expected) {
        return new DriverException(
                SqlState.UNDEFINED_TABLE,
                "\"" + qualifier + "\" is no table of this statement; its table is called \"" + expected + "\"");
    }

    public static DriverException columnWithoutTable(String name) {
        return new DriverException(
                SqlState.UNDEFINED_COLUMN, "column \"" + name + "\" does not exist: the statement reads no table");
    }

    public static DriverException readOnlyColumn(String table, String column) {
        return new DriverException(
                SqlState.INSUFFICIENT_PRIVILEGE,
                "column \"" + column + "\" of table \"" + table + "\" is declared readOnly in the mapping");
    }

    public static DriverException notBuilt(String what, String instead) {
        return new DriverException(SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported yet; " + instead);
    }

    private static String list(Collection<String> names) {
        return String.join(", ", names);
    }
}
