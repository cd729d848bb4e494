package org.singletable.jdbc.dynamo;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.TableSchema;

/**
 * The physical table of a configuration.
 *
 * @param mapping as loaded for it, null where there is none
 * @param pool the threads for requests sent beside each other
 * @param schema what DescribeTable and DescribeTimeToLive told
 * @param warnings what about the table is ignored or was believed
 */
public record OpenTable(
        @Nullable Mapping mapping, TableClient client, RequestPool pool, TableSchema schema, List<String> warnings) {
    public OpenTable {
        warnings = List.copyOf(warnings);
    }

    public Optional<Mapping> loadedMapping() {
        return Optional.ofNullable(mapping);
    }
}
