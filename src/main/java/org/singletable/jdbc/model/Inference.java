package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a draft of a mapping file from a sample of a table: which entities there are, their columns, how keys are made of
 * them, and what refers to what.
 */
public final class Inference {
    private final SampledTable table;

    private Inference(SampledTable table) {
        this.table = table;
    }

    /** @throws IllegalArgumentException there are no items */
    public static Draft of(SampledTable table) {
        if (table.items().isEmpty()) {
            throw new IllegalArgumentException("nothing can be inferred from no items");
        }
        return new Inference(table).draft();
    }

    private Draft draft() {
        List<String> remarks = new ArrayList<>();
        Discriminator discriminator = Discriminator.of(table);
        remarks.add(
                discriminator.attribute() == null
                        ? "no attribute names the entity: the beginnings of the keys tell them apart"
                        : "the attribute " + discriminator.attribute() + " names the entity");
        List<InferredEntity> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        discriminator.groups().forEach((group, items) -> {
            String name = MappingNames.entity(group, names);
            names.add(name);
            found.add(EntityInference.of(table, discriminator.attribute(), name, group, items));
        });
        List<ObjectNode> ignored = new ArrayList<>();
        List<InferredEntity> entities = new Housekeeping(found).entitiesWithout(ignored, remarks);
        new LetterCase(entities).settle(remarks);
        new References(entities, table.tableKeys()).find();

        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        mapping.put("table", table.name());
        ObjectNode described = mapping.putObject("entities");
        for (InferredEntity entity : entities) {
            described.set(entity.name(), entity(entity));
            remarks.addAll(entity.remarks);
        }
        if (!ignored.isEmpty()) {
            ignored.forEach(mapping.withArray("ignore")::add);
        }
        return new Draft(MappingFileText.of(mapping), remarks);
    }

    private static ObjectNode entity(InferredEntity entity) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        int items = entity.items().size();
        described.put("remarks", "Inferred from " + items + (items == 1 ? " item" : " items"));
        ObjectNode item = described.putObject("item");
        entity.templates.forEach((attribute, template) -> item.put(attribute, template.source()));
        if (item.isEmpty()) {
            described.remove("item");
        }
        if (!entity.where.isEmpty()) {
            ObjectNode where = described.putObject("where");
            entity.where.forEach(where::set);
        }
        entity.container()
                .ifPresent(container -> described
                        .putObject("in")
                        .put("attr", container.attribute())
                        .put("json", container.style()));
        ObjectNode columns = described.putObject("columns");
        entity.columns.forEach(column -> columns.set(column.name(), column(column, entity)));
        entity.stale.forEach(described.withArray("stale")::add);
        if (entity.stale.isEmpty()) {
            described.remove("stale");
        }
        if (!entity.unique.isEmpty()) {
            entity.unique.forEach(described.withArray("unique")::add);
        }
        if (!entity.references.isEmpty()) {
            entity.references.forEach(described.withArray("references")::add);
        }
        return described;
    }

    private static JsonNode column(InferredColumn column, InferredEntity entity) {
        InferredType type = column.type();
        String sql = type.sql() + (type.notNull() && !type.keyOnly() ? "!" : "");
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        described.put("type", sql);
        boolean outside = entity.container().isPresent() && column.isTopLevel();
        if (column.attribute().isPresent() || outside) {
            described.put("attr", escaped(column.attribute().orElse(column.name())));
        }
        if (type.form() != null) {
            described.put("as", type.form());
        }
        if (type.keyOnly()) {
            described.put("key", true);
        }
        if (type.storesNull() && (entity.container().isEmpty() || outside)) {
            described.put("storeNull", true);
        }
        return described.size() == 1 ? JsonNodeFactory.instance.textNode(sql) : described;
    }

    private static String escaped(String attribute) {
        return attribute.replaceAll("[.\\[]", "\\\\$0");
    }
}
