package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds foreign keys: columns named as another entity's key whose values are keys there. */
final class References {
    /** The sample may miss some of the rows that are referred to. */
    private static final double ENOUGH = 0.9;

    private final List<InferredEntity> entities;
    private final List<String> tableKeys;

    References(List<InferredEntity> entities, List<String> tableKeys) {
        this.entities = entities;
        this.tableKeys = tableKeys;
    }

    void find() {
        findAll();
        for (InferredEntity entity : entities) {
            entity.references.removeIf(reference -> isReversed(entity, reference));
        }
    }

    /** Of two entities that refer to each other, the one with less to say belongs to the other. */
    private boolean isReversed(InferredEntity child, ObjectNode reference) {
        return entities.stream()
                .filter(parent -> parent.name().equals(reference.get("entity").textValue()))
                .anyMatch(parent -> parent.columns.size() < child.columns.size()
                        && parent.references.stream()
                                .anyMatch(back -> back.get("entity").textValue().equals(child.name())));
    }

    private void findAll() {
        for (InferredEntity child : entities) {
            Set<List<String>> used = new HashSet<>();
            for (InferredEntity parent : entities) {
                if (parent != child) {
                    reference(child, parent).filter(used::add).ifPresent(columns -> {
                        ObjectNode reference = JsonNodeFactory.instance.objectNode();
                        columns.forEach(column -> reference.withArray("columns").add(column));
                        reference.put("entity", parent.name());
                        columns.forEach(column -> reference.withArray("key").add(column));
                        child.references.add(reference);
                    });
                }
            }
        }
    }

    private Optional<List<String>> reference(InferredEntity child, InferredEntity parent) {
        List<InferredColumn> key = parent.primaryKey(tableKeys);
        List<String> names = key.stream().map(InferredColumn::name).toList();
        boolean named = !names.isEmpty()
                && names.stream().allMatch(name -> child.column(name).isPresent());
        List<String> own =
                child.primaryKey(tableKeys).stream().map(InferredColumn::name).toList();
        if (!named || names.containsAll(own)) {
            // The same key: another kind of the same thing, not its child.
            return Optional.empty();
        }
        Set<List<Optional<JsonNode>>> there = new HashSet<>(values(parent.items(), key));
        List<List<Optional<JsonNode>>> values =
                values(
                                child.items(),
                                names.stream()
                                        .flatMap(name -> child.column(name).stream())
                                        .toList())
                        .stream()
                        .filter(value -> value.stream().allMatch(Optional::isPresent))
                        .toList();
        long found = values.stream().filter(there::contains).count();
        return !values.isEmpty() && found >= ENOUGH * values.size() ? Optional.of(names) : Optional.empty();
    }

    private static List<List<Optional<JsonNode>>> values(List<ObjectNode> items, List<InferredColumn> columns) {
        List<List<Optional<JsonNode>>> values = new ArrayList<>();
        for (ObjectNode item : items) {
            values.add(columns.stream().map(column -> column.value(item)).toList());
        }
        return values;
    }
}
