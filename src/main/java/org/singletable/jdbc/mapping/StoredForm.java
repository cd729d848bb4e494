package org.singletable.jdbc.mapping;

/** The {@code as} of a column: how its value is stored where that differs from its type's own form. */
public enum StoredForm {
    /** The type's own DynamoDB form. */
    NATIVE,
    BASE64,
    BASE64URL,
    JSON_TEXT,
    ISO,
    EPOCH,
    EPOCH_MS,
    /** A number as text. */
    STRING
}
