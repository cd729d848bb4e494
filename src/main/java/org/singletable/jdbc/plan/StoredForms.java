package org.singletable.jdbc.plan;

import java.util.Optional;
import org.singletable.jdbc.mapping.AttributePath;
import org.singletable.jdbc.mapping.Column;
import org.singletable.jdbc.mapping.Container;
import org.singletable.jdbc.mapping.Entity;
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
            case BASE64, BASE64URL, JSON_TEXT, ISO, ISO_MILLIS, STRING ->
                column.form() == StoredForm.ISO && kind == Kind.DATE;
        };
    }

    /** Whether the column is a text stored as it is. */
    public static boolean isPlainText(Column column) {
        return column.type().kind() == Kind.STRING && column.form() == StoredForm.NATIVE;
    }

    /** Whether the column is a set of texts. */
    public static boolean isTextSet(Column column) {
        return column.type().kind() == Kind.SET
                && column.form() == StoredForm.NATIVE
                && column.type()
                        .elementType()
                        .filter(type -> type.kind() == Kind.STRING)
                        .isPresent();
    }

    /** Where DynamoDB finds the column's value; empty for one that is only in the key or inside of JSON text. */
    public static Optional<AttributePath> path(Entity entity, Column column) {
        boolean inText = column.inContainer()
                && entity.in().filter(Container::isJsonText).isPresent();
        return inText ? Optional.empty() : column.storedAt();
    }
}
