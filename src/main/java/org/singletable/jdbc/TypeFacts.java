package org.singletable.jdbc;

import org.singletable.jdbc.type.Kind;
import org.singletable.jdbc.type.SqlType;

/** What JDBC's metadata says about a type beside its name: one table for result sets, parameters, columns and type info. */
final class TypeFacts {
    /** No string or binary value is longer than an item: 400 KB. */
    static final int MAX_LENGTH = 409_600;

    /** Digits of a DynamoDB Number. */
    static final int MAX_DIGITS = 38;

    private static final int NANO_DIGITS = 9;

    private TypeFacts() {}

    /**
     * Digits of a number, characters of a text (of its longest form for dates and times), bytes of a binary value; 0
     * where it does not apply. A decimal without limits has no precision and scale of its own: 0 for both, which clients
     * read as "any".
     */
    static int precision(SqlType type) {
        return switch (type.kind()) {
            case STRING -> type.isLimited() ? type.length() : MAX_LENGTH;
            case DECIMAL -> type.length();
            case INT, LONG, DOUBLE, BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID, BINARY, JSON ->
                maxPrecision(type.kind());
            case SET, LIST -> 0;
        };
    }

    /** The largest {@link #precision} a type of this kind may have. */
    static int maxPrecision(Kind kind) {
        return switch (kind) {
            case INT -> 10;
            case LONG -> 19;
            case DECIMAL -> MAX_DIGITS;
            case DOUBLE -> 17;
            case BOOLEAN -> 1;
            case DATE -> "2024-06-03".length();
            case TIME -> "12:00:00.123456789".length();
            case TIMESTAMP -> "2024-06-03T12:00:00.123456789".length();
            case TIMESTAMPTZ -> "2024-06-03T12:00:00.123456789+02:00".length();
            case UUID -> 36;
            case STRING, BINARY, JSON -> MAX_LENGTH;
            case SET, LIST -> 0;
        };
    }

    /** Digits after the point, of the second for times. */
    static int scale(SqlType type) {
        return switch (type.kind()) {
            case DECIMAL -> type.scale();
            case TIME, TIMESTAMP, TIMESTAMPTZ -> NANO_DIGITS;
            case STRING, INT, LONG, DOUBLE, BOOLEAN, DATE, UUID, BINARY, JSON, SET, LIST -> 0;
        };
    }

    /** Characters of the longest text of a value. */
    static int displaySize(SqlType type) {
        return switch (type.kind()) {
            case STRING, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID, JSON -> precision(type);
            case INT, LONG -> precision(type) + 1;
            case DECIMAL -> (type.isLimited() ? type.length() : MAX_DIGITS) + 2;
            case DOUBLE -> 24;
            case BOOLEAN -> 5;
            case BINARY -> 2 * MAX_LENGTH;
            case SET, LIST -> MAX_LENGTH;
        };
    }

    /** Whether values are text, which has a length in bytes and a case. */
    static boolean isText(Kind kind) {
        return kind == Kind.STRING || kind == Kind.UUID || kind == Kind.JSON;
    }

    static boolean isArray(Kind kind) {
        return kind == Kind.SET || kind == Kind.LIST;
    }
}
