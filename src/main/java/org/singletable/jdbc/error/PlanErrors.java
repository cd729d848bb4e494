package org.singletable.jdbc.error;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

    /** @param known the tables of the statement, as it calls them */
    public static DriverException unknownQualifier(String qualifier, Collection<String> known) {
        String tables = known.isEmpty()
                ? "it reads no table"
                : known.size() == 1 ? "its table is called \"" + list(known) + "\"" : "its tables are " + list(known);
        return new DriverException(
                SqlState.UNDEFINED_TABLE,
                "\"" + qualifier + "\" is no table of this statement" + Spelling.hint(qualifier, known) + "; "
                        + tables);
    }

    /**
     * A column that none of several tables has.
     *
     * @param names their columns' names
     * @param qualified the same with their tables
     */
    public static DriverException unknownColumnOfAll(
            String name, Collection<String> names, Collection<String> qualified) {
        return new DriverException(
                SqlState.UNDEFINED_COLUMN,
                "column \"" + name + "\" does not exist in the tables of this statement" + Spelling.hint(name, names)
                        + "; columns are " + list(qualified));
    }

    /** @param owners the columns that have the name, qualified */
    public static DriverException ambiguousColumn(String name, Collection<String> owners) {
        return new DriverException(
                SqlState.AMBIGUOUS_COLUMN,
                "column \"" + name + "\" is ambiguous: it may be " + String.join(" or ", owners)
                        + "; qualify it with its table, or give the columns different aliases");
    }

    public static DriverException duplicateTable(String name) {
        return new DriverException(
                SqlState.SYNTAX_ERROR,
                "two tables of this statement are called \"" + name + "\"; give one of them another alias");
    }

    /**
     * A derived table with too many or too few names for its columns.
     *
     * @param names how many names there are
     * @param columns how many columns its query has
     */
    public static DriverException columnNames(String table, int names, int columns) {
        return new DriverException(
                SqlState.SYNTAX_ERROR,
                "\"" + table + "\" names " + names + " columns, but its query gives " + columns
                        + "; name each of them, or none");
    }

    public static DriverException readOnlyTable(String name) {
        return new DriverException(
                SqlState.INSUFFICIENT_PRIVILEGE,
                "table \"" + name + "\" shows the physical items and is read-only; write to the entity's own table");
    }

    /** @param name a column or table of the query around the one that uses it */
    public static DriverException correlated(String name) {
        return new DriverException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "a correlated subquery is not supported yet: \"" + name
                        + "\" belongs to the query around it; write a JOIN, or IN with a query that stands alone");
    }

    public static DriverException noSuchConstraint(String entity, Collection<String> columns) {
        return new DriverException(
                SqlState.SYNTAX_ERROR,
                "ON CONFLICT (" + String.join(", ", columns) + "): these are neither the primary key nor a unique"
                        + " constraint of \"" + entity + "\"");
    }

    public static DriverException notGrouped(String column) {
        return new DriverException(
                SqlState.GROUPING_ERROR, "column \"" + column + "\" must be in GROUP BY or within an aggregate");
    }

    /** @param place where it stands */
    public static DriverException aggregateNotAllowed(String name, String place) {
        return new DriverException(
                SqlState.GROUPING_ERROR,
                name.toUpperCase(Locale.ROOT) + " is an aggregate and cannot stand in " + place
                        + "; a condition on groups belongs in HAVING");
    }

    public static DriverException notAPosition(String position, int columns) {
        return new DriverException(
                SqlState.SYNTAX_ERROR, "ORDER BY " + position + " names no column of the result, which has " + columns);
    }

    /** @param why the clause that needs it */
    public static DriverException orderNotSelected(String why) {
        return new DriverException(
                SqlState.SYNTAX_ERROR, "with " + why + ", ORDER BY must name columns of the select list");
    }

    public static DriverException columnCounts(String what, int expected, int actual) {
        return new DriverException(SqlState.SYNTAX_ERROR, what + " needs " + expected + " columns, not " + actual);
    }

    /** @param clause what needs a condition */
    public static DriverException notACondition(String clause, String type) {
        return new DriverException(SqlState.SYNTAX_ERROR, clause + " needs a condition, not a value of type " + type);
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

    public static DriverException unknownProcedure(String name, Collection<String> known) {
        return new DriverException(
                SqlState.UNDEFINED_FUNCTION,
                "there is no procedure " + name + Spelling.hint(name, known) + "; the procedures are " + list(known));
    }

    /** @param signature how it is called */
    public static DriverException wrongProcedureArguments(String name, int given, String signature) {
        return new DriverException(
                SqlState.UNDEFINED_FUNCTION, name + " does not take " + given + " arguments; it is " + signature);
    }

    /** A rate of nothing a second. */
    public static DriverException badRate(String procedure) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                procedure + " needs a rate above 0, in capacity units a second, or NULL for none");
    }

    /** A call whose entity is NULL. */
    public static DriverException noEntity(String procedure) {
        return new DriverException(
                SqlState.INVALID_VALUE, procedure + " needs the name of an entity as its first argument, not NULL");
    }

    /** @param cause what is wrong with the text, null where it is JSON but no key of the table */
    public static DriverException badResume(String text, @Nullable DriverException cause) {
        return new DriverException(
                SqlState.INVALID_VALUE,
                "the second argument must be what the column resume of a row PROGRESS says, the key of an item of this"
                        + " table as JSON, not " + text,
                cause);
    }

    public static DriverException notBuilt(String what, String instead) {
        return new DriverException(SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported yet; " + instead);
    }

    private static String list(Collection<String> names) {
        return String.join(", ", names);
    }
}
