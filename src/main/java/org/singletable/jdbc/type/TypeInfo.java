package org.singletable.jdbc.type;

import java.sql.DatabaseMetaData;
import org.jspecify.annotations.Nullable;

/**
 * What {@code DatabaseMetaData.getTypeInfo}, {@code getColumns} and {@code ResultSetMetaData} say about a {@link Kind}
 * where the column declares no limit of its own.
 *
 * @param precision characters, digits or bytes at most
 * @param maximumScale digits after the point at most; of a time, of its seconds
 * @param displaySize characters of its text at most
 * @param literalPrefix what opens a literal, null where nothing does
 * @param literalSuffix what closes it
 * @param createParams what a declaration may limit, null for nothing
 * @param radix 10 for numbers, else 0
 * @param caseSensitive whether upper and lower case are different values
 * @param signed whether the values are numbers with a sign
 */
public record TypeInfo(
        int precision,
        int maximumScale,
        int displaySize,
        @Nullable String literalPrefix,
        @Nullable String literalSuffix,
        @Nullable String createParams,
        int radix,
        boolean caseSensitive,
        boolean signed) {
    /** An item, and with it any value, has at most 400 KB. */
    static final int ITEM_BYTES = 400 * 1024;

    private static final int DECIMAL_RADIX = 10;

    /** A constant of {@link DatabaseMetaData}: all types can be compared, only those of text with LIKE. */
    public short searchable() {
        return (short) (caseSensitive ? DatabaseMetaData.typeSearchable : DatabaseMetaData.typePredBasic);
    }

    static TypeInfo text(@Nullable String prefix, @Nullable String suffix, @Nullable String createParams) {
        return new TypeInfo(ITEM_BYTES, 0, ITEM_BYTES, prefix, suffix, createParams, 0, true, false);
    }

    static TypeInfo number(int precision, int maximumScale, int displaySize, @Nullable String createParams) {
        return new TypeInfo(precision, maximumScale, displaySize, null, null, createParams, DECIMAL_RADIX, false, true);
    }

    static TypeInfo temporal(String keyword, int precision, int fractionDigits) {
        return new TypeInfo(precision, fractionDigits, precision, keyword + " '", "'", null, 0, false, false);
    }

    static TypeInfo plain(int precision, int displaySize, @Nullable String prefix, @Nullable String suffix) {
        return new TypeInfo(precision, 0, displaySize, prefix, suffix, null, 0, false, false);
    }
}
