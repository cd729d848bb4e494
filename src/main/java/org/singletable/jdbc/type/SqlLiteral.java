package org.singletable.jdbc.type;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Values as one would write them in SQL, for people: plans and log lines. */
public final class SqlLiteral {
    private SqlLiteral() {}

    /** @param value in any value class, null for NULL */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        String quoted = "'" + PlainText.render(value).replace("'", "''") + "'";
        Kind kind = Kind.ofValue(value);
        return switch (kind) {
            case DATE, TIME, TIMESTAMP, JSON -> kind.sqlName() + " " + quoted;
            case BINARY -> "X" + quoted;
            default -> quoted;
        };
    }
}
