package org.singletable.jdbc.dynamo;

/** Which form of the item a single write gives back. */
public enum Image {
    NONE,
    /** As it is after the write; null after a delete. */
    NEW,
    /** As it was before, null where there was none. After an attempt without an answer it may be the write's own. */
    OLD
}
