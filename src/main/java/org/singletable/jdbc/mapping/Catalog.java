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

    /**
     * Whether no item that is not a row of this entity can have a key that a row of it has, as far as the mapping tells, and
     * no two rows of it that differ in their primary key have the same.
     */
    public boolean hasOwnKeys(Entity entity) {
        return entity.primaryKey().stream().allMatch(column -> isReversible(entity, column))
                && entities.stream()
                        .allMatch(other -> other.equals(entity)
                                || !overlaps(
                                        entity,
                                        other.partitionKey().template(),
                                        other.rangeKey().map(KeyTemplate::template)))
                && entities.stream()
                        .flatMap(owner -> owner.uniqueConstraints().stream())
                        .noneMatch(constraint -> mayHaveKeyOf(entity, constraint.item()))
                && ignored.stream().noneMatch(item -> mayHaveKeyOf(entity, item));
    }

    private static boolean isReversible(Entity entity, Column column) {
        return entity.partitionKey().template().reversibleColumns().contains(column)
                || entity.rangeKey()
                        .filter(key -> key.template().reversibleColumns().contains(column))
                        .isPresent();
    }

    private static boolean mayHaveKeyOf(Entity entity, Map<String, Template> item) {
        Template hash = item.get(entity.partitionKey().name());
        if (hash == null) {
            // Sentinels that are rows of an entity are compared as such; anything may have the key of what tells
            // nothing of it.
            return !item.isEmpty();
        }
        return overlaps(
                entity,
                hash,
                entity.rangeKey().map(KeyTemplate::name).flatMap(name -> Optional.ofNullable(item.get(name))));
    }

    private static boolean overlaps(Entity entity, Template hash, Optional<Template> range) {
        boolean sameHash = TemplateOverlap.possible(entity.partitionKey().template(), hash);
        boolean sameRange = entity.rangeKey().isEmpty()
                || range.isEmpty()
                || TemplateOverlap.possible(entity.rangeKey().get().template(), range.get());
        return sameHash && sameRange;
    }

    /** The entity of this name: an exact match wins, else a case-insensitive one if it is unique. */
    public Optional<Entity> findEntity(String name) {
        return Names.find(entities, Entity::name, name);
    }
}
