package org.singletable.jdbc.mapping;

/** The {@code as} of a column: how its value is stored where that differs from its type's own form. */
public enum StoredForm {
    /** The type's own DynamoDB form. */
    NATIVE,
    BASE64,
    BASE64URL,
    JSON_TEXT,
    ISO,
    /** An instant as text in UTC with milliseconds, always, as JavaScript's {@code toISOString} writes it. */
    ISO_MILLIS,
    EPOCH,
    EPOCH_MS,
    /** A number as text. */
    STRING;

    /** Of {@link #ISO_MILLIS}. */
    public static final int MILLI_DIGITS = 3;

    /** Whether an instant in this form has lost the offset that it was given with. */
    public boolean isInUtc() {
        return this == ISO_MILLIS || isEpoch();
    }

    /** Whether it is a count of seconds or milliseconds since 1970. */
    public boolean isEpoch() {
        return this == EPOCH || this == EPOCH_MS;
    }
}
