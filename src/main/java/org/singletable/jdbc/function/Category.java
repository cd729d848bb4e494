package org.singletable.jdbc.function;

/** What a function is about: the groups in which JDBC's metadata lists functions, and those it has none for. */
public enum Category {
    NUMERIC,
    STRING,
    TIME_DATE,
    SYSTEM,
    /** Of JSON, sets and lists. */
    COLLECTION,
    OPERATOR
}
