package org.singletable.jdbc.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping bound to its physical table: the SQL schema. Immutable.
 *
 * @param table the physical table; its name is the SQL schema's
 * @param entities the SQL tables, in the order of the mapping file
 * @param ignored housekeeping items that belong to no entity: attribute to template, all of which must match
 * @param warnings what the mapping or the table asks for that is ignored, such as index keys of several attributes
 */
public record Catalog(
        TableSchema table, List<Entity> entities, List<Map<String, Template>> ignored, List<String> warnings) {
    public Catalog {
        entities = List.copyOf(entities);
        ignored = List.copyOf(ignored);
        warnings = List.copyOf(warnings);
    }

    public String schemaName() {
        return table.name();
    }

    /** The entity of this name: an exact match wins, else a case-insensitive one if it is unique. */
    public Optional<Entity> findEntity(String name) {
        return Names.find(entities, Entity::name, name);
    }
}
