package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the item of a saved schema shows of the parameters that it was written by. */
final class OneTableSavedParams {
    private static final Set<String> SCHEMA_FIELDS =
            Set.of("format", "indexes", "name", "models", "params", "queries", "process", "version");

    private final JsonNode item;
    private final ObjectNode params;
    private final ImportReport report;

    /** @param params as the item's own member tells them; {@link #correct} changes them */
    OneTableSavedParams(JsonNode item, ObjectNode params, ImportReport report) {
        this.item = item;
        this.params = params;
        this.report = report;
    }

    void correct() {
        ObjectNode stored = params.deepCopy();
        item.properties().stream()
                .filter(attribute -> OneTableSchema.isSchemaModel(attribute.getValue()))
                .forEach(attribute -> params.put("typeField", attribute.getKey()));
        JsonNode created = timestamp("createdField", "created");
        JsonNode updated = timestamp("updatedField", "updated");
        boolean stamped = !created.isMissingNode() || !updated.isMissingNode();
        if (!created.isMissingNode() && !updated.isMissingNode()) {
            params.put("timestamps", true);
        } else if (stamped) {
            params.put("timestamps", updated.isMissingNode() ? "create" : "update");
        }
        boolean texts = created.isTextual() || updated.isTextual();
        if (stamped && params.path("isoDates").asBoolean(false) != texts) {
            params.put("isoDates", texts);
        }
        unknownAttributes();
        List<String> changed = params.properties().stream()
                .filter(param -> !param.getValue().equals(stored.path(param.getKey())))
                .map(param -> param.getKey() + " " + param.getValue())
                .toList();
        if (!changed.isEmpty()) {
            report.note(
                    "params",
                    "the saved schema says otherwise, but its own item shows " + String.join(", ", changed)
                            + ", which counts; check nulls and separator, which an item does not show");
        } else if (!stamped) {
            report.note(
                    "params",
                    "what a saved schema says may be the library's defaults only; check isoDates, nulls and separator"
                            + " (--params '{\"isoDates\": true}')");
        }
    }

    private JsonNode timestamp(String param, String otherwise) {
        return item.path(params.path(param).asText(otherwise));
    }

    private void unknownAttributes() {
        Set<String> known = new HashSet<>(SCHEMA_FIELDS);
        JsonNode primary = item.path("indexes").path("primary");
        known.addAll(List.of(
                primary.path("hash").asText(),
                primary.path("sort").asText(),
                params.path("typeField").asText(),
                params.path("createdField").asText("created"),
                params.path("updatedField").asText("updated")));
        for (Map.Entry<String, JsonNode> attribute : item.properties()) {
            if (!known.contains(attribute.getKey())) {
                report.lost(
                        "_schema." + attribute.getKey(),
                        "no part of a schema; if all items have it as a timestamp, say so: --params"
                                + " '{\"timestamps\": true, \"createdField\": \"" + attribute.getKey() + "\"}'");
            }
        }
    }
}
