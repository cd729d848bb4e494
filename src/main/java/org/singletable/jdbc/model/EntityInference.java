package org.singletable.jdbc.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what the items of one entity have in common: constants and columns; and then its keys. */
final class EntityInference {
    /** Python writes NaN and infinities as they are. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final SampledTable table;
    private final @Nullable String discriminator;
    private final InferredEntity entity;
    private final List<ObjectNode> items;

    private EntityInference(SampledTable table, @Nullable String discriminator, InferredEntity entity) {
        this.table = table;
        this.discriminator = discriminator;
        this.entity = entity;
        this.items = entity.items();
    }

    /** @param discriminator the attribute that names the entity, null for none */
    static InferredEntity of(
            SampledTable table, @Nullable String discriminator, String name, String group, List<ObjectNode> items) {
        InferredEntity entity = new InferredEntity(name, group, items);
        EntityInference inference = new EntityInference(table, discriminator, entity);
        inference.constants();
        inference.columns();
        new TableKeyInference(table, discriminator, entity).infer();
        new IndexKeyInference(table, entity).infer();
        return entity;
    }

    /** What each item says of itself in the same words. */
    private void constants() {
        if (discriminator != null) {
            entity.templates.put(discriminator, InferredTemplate.constant(entity.groupName()));
        }
        Set<String> keys = new HashSet<>(table.indexKeys());
        keys.addAll(table.tableKeys());
        for (String attribute : SampledTable.attributes(items)) {
            Set<String> texts = SampledTable.texts(items, attribute);
            boolean everywhere = items.stream()
                    .allMatch(item -> SampledTable.text(item, attribute).isPresent());
            if (attribute.startsWith("_") && everywhere && texts.size() == 1 && !keys.contains(attribute)) {
                entity.templates.putIfAbsent(
                        attribute, InferredTemplate.constant(texts.iterator().next()));
            }
        }
    }

    private void columns() {
        Set<String> attributes = SampledTable.attributes(items);
        attributes.removeAll(table.tableKeys());
        attributes.removeAll(table.indexKeys());
        attributes.removeAll(entity.templates.keySet());
        for (String attribute : attributes) {
            Optional<List<JsonNode>> documents = documents(attribute);
            if (documents.isPresent() && entity.container().isEmpty()) {
                container(attribute, documents.get());
            } else {
                entity.addColumn(attribute, true, item -> SampledTable.value(item, attribute));
            }
        }
    }

    /** The JSON objects that an attribute holds as text, one for each item; empty where it does not in all of them. */
    private Optional<List<JsonNode>> documents(String attribute) {
        List<JsonNode> documents = new ArrayList<>();
        for (ObjectNode item : items) {
            String text = SampledTable.text(item, attribute).orElse("");
            if (!text.startsWith("{")) {
                return Optional.empty();
            }
            try {
                documents.add(JSON.readTree(text));
            } catch (JsonProcessingException e) {
                // Text that only looks like JSON is text.
                return Optional.empty();
            }
        }
        return Optional.of(documents);
    }

    private void container(String attribute, List<JsonNode> documents) {
        boolean spaced = items.stream()
                .anyMatch(item -> SampledTable.text(item, attribute).orElse("").contains("\": "));
        entity.setContainer(new InferredEntity.Container(attribute, spaced ? "python" : "compact"));
        Map<ObjectNode, JsonNode> byItem = new IdentityHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            byItem.put(items.get(i), documents.get(i));
        }
        Set<String> members = new LinkedHashSet<>();
        documents.forEach(document -> document.fieldNames().forEachRemaining(members::add));
        for (String member : members) {
            entity.addColumn(
                    member,
                    false,
                    item -> Optional.ofNullable(byItem.get(item))
                            .map(document -> document.get(member))
                            .filter(value -> !value.isNull()));
        }
        entity.remark("its columns are members of the JSON text in " + attribute);
    }
}
