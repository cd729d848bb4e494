package org.singletable.jdbc.plan;

import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.StoredForm;
import org.singletable.jdbc.sql.Expr.Comparator;
import org.singletable.jdbc.type.Kind;

/** Which columns DynamoDB can compare: it compares what is stored, not what that means. */
public final class StoredForms {
    private StoredForms() {}

    /**
     * Whether each value of the column has one stored form, ordered as the values are: not instants as text, whose offset
     * may differ, nor numbers as text, nor UUIDs, which another program may have written in upper case.
     */
    public static boolean areComparable(Column column, Comparator comparator) {
        Kind kind = column.type().kind();
        return switch (column.form()) {
            case NATIVE ->
                switch (kind) {
                    case STRING, INT, LONG, DECIMAL, DATE, BINARY -> true;
                    case BOOLEAN -> comparator == Comparator.EQ || comparator == Comparator.NE;
                    case DOUBLE, UUID, TIME, TIMESTAMP, TIMESTAMPTZ, JSON, SET, LIST -> false;
                };
            case EPOCH, EPOCH_MS -> true;
            case BASE64, BASE64URL, JSON_TEXT, ISO, STRING -> column.form() == StoredForm.ISO && kind == Kind.DATE;
        };
    }
}
