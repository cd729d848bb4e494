package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.singletable.jdbc.mapping.Catalog;
import org.singletable.jdbc.mapping.Entity;
import org.singletable.jdbc.model.MappingChange.Effect;

/**
 * What it means for a table that its mapping is replaced by another.
 *
 * @param changes those of the table first, then those of each entity, in the order of the new mapping
 * @param steps what to do, in this order
 */
public record MappingDiff(List<MappingChange> changes, List<String> steps) {
    public MappingDiff {
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
    }

    /** Compares two mappings of one table. */
    public static MappingDiff of(Catalog before, Catalog after) {
        List<MappingChange> changes = new ArrayList<>(new TableDiff(before.table(), after.table()).changes());
        Map<Entity, Entity> pairs = pairs(before, after);
        Map<String, Set<String>> unready = new LinkedHashMap<>();
        for (Entity entity : after.entities()) {
            Entity was = pairs.get(entity);
            if (was == null) {
                changes.add(new MappingChange(entity.name(), Effect.NONE, "entity", null, keys(entity)));
            } else {
                EntityDiff diff = new EntityDiff(was, entity);
                changes.addAll(diff.changes());
                unready.put(entity.name(), diff.unready());
            }
        }
        for (Entity entity : before.entities()) {
            if (!pairs.containsValue(entity)) {
                changes.add(
                        new MappingChange(entity.name(), Effect.CHECK, "entity, whose items stay", keys(entity), null));
            }
        }
        ChangeList ignored = new ChangeList("");
        ignored.compare(Effect.NONE, "ignored items", ignored(before), ignored(after));
        changes.addAll(ignored.sorted());
        return new MappingDiff(changes, new MigrationSteps(changes, unready).list());
    }

    /** Whether anything that is stored is to change, or may not be as the new mapping says. */
    public boolean touchesData() {
        return changes.stream().anyMatch(change -> change.effect() != Effect.NONE);
    }

    /** Entities of the new mapping to those of the old: by name, else by their items. */
    private static Map<Entity, Entity> pairs(Catalog before, Catalog after) {
        Map<Entity, Entity> pairs = new LinkedHashMap<>();
        for (Entity entity : after.entities()) {
            named(before, entity.name()).ifPresent(was -> pairs.put(entity, was));
        }
        for (Entity entity : after.entities()) {
            if (!pairs.containsKey(entity)) {
                before.entities().stream()
                        .filter(was -> !pairs.containsValue(was) && new EntityDiff(was, entity).areSameItems())
                        .findFirst()
                        .ifPresent(was -> pairs.put(entity, was));
            }
        }
        return pairs;
    }

    private static Optional<Entity> named(Catalog catalog, String name) {
        return catalog.entities().stream()
                .filter(entity -> entity.name().equals(name))
                .findFirst();
    }

    private static String keys(Entity entity) {
        List<String> keys = new ArrayList<>();
        keys.add(entity.partitionKey().template().source());
        entity.rangeKey().ifPresent(key -> keys.add(key.template().source()));
        return String.join(", ", keys);
    }

    private static String ignored(Catalog catalog) {
        Set<String> items = new TreeSet<>();
        catalog.ignored()
                .forEach(item -> items.add(item.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(attribute -> attribute.getKey() + " = "
                                + attribute.getValue().source())
                        .collect(Collectors.joining(", "))));
        return String.join("; ", items);
    }
}
