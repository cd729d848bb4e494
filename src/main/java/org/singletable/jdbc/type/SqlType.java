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

    /** A minus sign, the zero before a point and the point. */
    private static final int DECIMAL_SIGN_AND_POINT = 3;

    private static SqlType of(Kind kind) {
        return new SqlType(kind, 0, 0, null);
    }

    public static SqlType string(int length) {
        return new SqlType(Kind.STRING, length, 0, null);
    }

    public static SqlType decimal(int precision, int scale) {
        return new SqlType(Kind.DECIMAL, precision, scale, null);
    }

    public static SqlType set(SqlType element) {
        return new SqlType(Kind.SET, 0, 0, element);
    }

    public static SqlType list(SqlType element) {
        return new SqlType(Kind.LIST, 0, 0, element);
    }

    /** Whether a {@code string(n)} or {@code decimal(p,s)} limit was declared. */
    public boolean isLimited() {
        return length > 0;
    }

    /** The type without its own length, precision and scale. */
    public SqlType withoutLimit() {
        return isLimited() ? of(kind) : this;
    }

    public Optional<SqlType> elementType() {
        return Optional.ofNullable(element);
    }

    /** The type name in metadata, without limits: {@code DECIMAL}, {@code ARRAY}. */
    public String typeName() {
        return kind.sqlName();
    }

    /**
     * The precision in metadata: characters, digits, or bytes at most; 0 for a decimal without limit, since JDBC has no
     * other way to say that its scale is free (a client told "38 digits, scale 0" would cut fractions off).
     */
    public int precision() {
        return isLimited() || kind == Kind.DECIMAL ? length : kind.info().precision();
    }

    /** Digits after the decimal point: the scale of a decimal, the fraction of a second of a time; else 0. */
    public int fractionDigits() {
        return kind.isTemporal() ? kind.info().maximumScale() : scale;
    }

    /** The most characters that {@code getString} gives. */
    public int displaySize() {
        if (!isLimited()) {
            return kind.info().displaySize();
        }
        return kind == Kind.DECIMAL ? length + DECIMAL_SIGN_AND_POINT : length;
    }

    /** The spelling of mapping files. */
    @Override
    public String toString() {
        return SqlTypes.render(this);
    }
}
