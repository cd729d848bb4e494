package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.mapping.Mapping;
import org.singletable.jdbc.mapping.MappingLoader;

/** Mappings of {@code mapping-examples}, with the keys of their tables, and others for tests. */
final class Models {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ELECTRODB_KEYS = """
            {"keys": ["pk", "sk"], "indexes": {
              "lsi1": {"keys": ["pk", "lsi1sk"], "projection": "KEYS_ONLY"},
              "gsi1": ["gsi1pk", "gsi1sk"],
              "gsi2": {"keys": ["gsi2pk", "gsi2sk"], "projection": ["status", "orderId", "__edb_e__", "__edb_v__"]},
              "gsi3": ["gsi3pk", "gsi3sk"]}}
            """;

    private static final String ONETABLE_KEYS = """
            {"keys": ["PK", "SK"], "indexes": {
              "ls1": {"keys": ["PK", "total"], "projection": ["_type", "orderId", "status"]},
              "gs1": ["GS1PK", "GS1SK"],
              "gs2": {"keys": ["GS2PK", "GS2SK"], "projection": "KEYS_ONLY"}}}
            """;

    private Models() {}

    /** The text of an example, with the keys that its own table has. */
    static String json(String example) {
        try {
            ObjectNode mapping =
                    (ObjectNode) JSON.readTree(Files.readString(Path.of("mapping-examples", example + ".json")));
            if (example.equals("electrodb")) {
                mapping.set("physical", JSON.readTree(ELECTRODB_KEYS));
            } else if (example.equals("onetable")) {
                mapping.set("physical", JSON.readTree(ONETABLE_KEYS));
            }
            return mapping.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Catalog example(String example) {
        return of(json(example));
    }

    static Catalog of(String json) {
        Mapping mapping = MappingLoader.parse(json, "test");
        return mapping.bind(
                mapping.expectedTable(mapping.tableName().orElse("app")).orElseThrow());
    }

    static Entity entity(Catalog catalog, String name) {
        return catalog.findEntity(name).orElseThrow();
    }
}
