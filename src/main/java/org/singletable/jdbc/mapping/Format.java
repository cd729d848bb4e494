package org.singletable.jdbc.mapping;

/** One format of a template column: {@code key}, {@code lower}, {@code pad:8} ... Implementations are immutable. */
public interface Format {
    /** The format as written in the mapping file. */
    String source();
}
