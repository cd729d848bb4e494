package org.singletable.jdbc.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The answer of DescribeTable, kept as JSON. */
final class DescribedTable {
    private DescribedTable() {}

    static TableSchema read(String resource) throws IOException {
        try (InputStream json = DescribedTable.class.getResourceAsStream(resource)) {
            JsonNode table = new ObjectMapper().readTree(json).get("Table");
            Map<String, AttributeType> types = new HashMap<>();
            table.get("AttributeDefinitions")
                    .forEach(a -> types.put(
                            a.get("AttributeName").asText(),
                            AttributeType.valueOf(a.get("AttributeType").asText())));
            List<KeyAttribute> keys = keys(table.get("KeySchema"), types);
            List<IndexSchema> indexes = new ArrayList<>();
            table.path("LocalSecondaryIndexes").forEach(index -> indexes.add(index(index, true, types)));
            table.path("GlobalSecondaryIndexes").forEach(index -> indexes.add(index(index, false, types)));
            return new TableSchema(table.get("TableName").asText(), keys.get(0), keys.get(1), indexes, null);
        }
    }

    private static IndexSchema index(JsonNode index, boolean local, Map<String, AttributeType> types) {
        List<KeyAttribute> keys = keys(index.get("KeySchema"), types);
        return new IndexSchema(
                index.get("IndexName").asText(),
                local,
                keys.get(0),
                keys.size() > 1 ? keys.get(1) : null,
                IndexSchema.Projection.valueOf(
                        index.get("Projection").get("ProjectionType").asText()),
                Set.of());
    }

    private static List<KeyAttribute> keys(JsonNode schema, Map<String, AttributeType> types) {
        List<KeyAttribute> keys = new ArrayList<>();
        schema.forEach(key -> {
            String name = key.get("AttributeName").asText();
            keys.add(new KeyAttribute(name, Objects.requireNonNull(types.get(name))));
        });
        return keys;
    }
}
