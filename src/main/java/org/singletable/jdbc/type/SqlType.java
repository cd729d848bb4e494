package org.singletable.jdbc.type;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A SQL type: a {@link Kind} with its limits.
 *
 * @param kind the family
 * @param length maximum number of code points of a {@code string(n)}, or precision of a {@code decimal(p,s)}; 0 where
 *     there is no limit
 * @param scale digits after the point of a {@code decimal(p,s)}; 0 elsewhere
 * @param element the element type of a set or list, else null
 */
public record SqlType(
        Kind kind, int length, int scale, @Nullable SqlType element) {
    public static final SqlType STRING = of(Kind.STRING);
    public static final SqlType INT = of(Kind.INT);
    public static final SqlType LONG = of(Kind.LONG);
    public static final SqlType DECIMAL = of(Kind.DECIMAL);
    public static final SqlType DOUBLE = of(Kind.DOUBLE);
    public static final SqlType BOOLEAN = of(Kind.BOOLEAN);
    public static final SqlType DATE = of(Kind.DATE);
    public static final SqlType TIME = of(Kind.TIME);
    public static final SqlType TIMESTAMP = of(Kind.TIMESTAMP);
    public static final SqlType TIMESTAMPTZ = of(Kind.TIMESTAMPTZ);
    public static final SqlType UUID = of(Kind.UUID);
    public static final SqlType BINARY = of(Kind.BINARY);
    public static final SqlType JSON = of(Kind.JSON);

    private static SqlType of(Kind kind) {
        return new SqlType(kind, 0, 0, null);
    }

    /** Whether a {@code string(n)} or {@code decimal(p,s)} limit was declared. */
    public boolean isLimited() {
        return length > 0;
    }

    public Optional<SqlType> elementType() {
        return Optional.ofNullable(element);
    }
}
