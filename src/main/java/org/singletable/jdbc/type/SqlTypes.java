package org.singletable.jdbc.type;

import java.util.Optional;

/** Type names in the mapping file's spelling. */
public final class SqlTypes {
    private SqlTypes() {}

    /** {@code string}, {@code string(20)}, {@code decimal(18,2)}, {@code number}, {@code set<string>}, {@code list<long>} ...; empty for an unknown one. */
    public static Optional<SqlType> parse(String text) {
        return Optional.empty();
    }

    /** The spelling that {@link #parse} reads. */
    public static String render(SqlType type) {
        return type.kind().mappingName();
    }
}
