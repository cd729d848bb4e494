package org.singletable.jdbc.mapping;

import java.util.List;

/**
 * A reference to another entity, for metadata and joins; not enforced.
 *
 * @param parent whether it comes from {@code parent}
 */
public record ForeignKey(List<String> columns, String entity, List<String> key, boolean parent) {
    public ForeignKey {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }
}
