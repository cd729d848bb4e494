package org.singletable.jdbc.history;

/** What a transaction did to a key, which stands for a row. */
public sealed interface Operation {
    String key();

    String value();

    /** The transaction saw the value; {@link History#ABSENT} where there was no row. */
    record Read(String key, String value) implements Operation {}

    /** The transaction wrote the value, which no other write of the key writes. */
    record Write(String key, String value) implements Operation {}
}
