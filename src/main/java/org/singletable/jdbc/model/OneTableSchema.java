package org.singletable.jdbc.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A schema of the library OneTable (dynamodb-onetable, format {@code onetable:1.1.0}): indexes, parameters, and models, which are
 * fields by name.
 *
 * <p>It is what a program gives to the library, as JSON, or the item {@code _schema} in which the library keeps it. In such an item
 * {@code params} may be the defaults of the library instead of the program's: {@code saveSchema()} of version 2.7.7 stores them so where
 * it is given no schema. What the item itself shows of them then counts: it is written by the same rules as all others.
 */
final class OneTableSchema {
    /** Of the item that holds the schema, and the beginning of its sort key. */
    static final String SCHEMA_KEY = "_schema";

    static final String MIGRATION_KEY = "_migration";
    static final String UNIQUE_MODEL = "_Unique";
    private static final String PRIMARY = "primary";
    private static final String SCHEMA_MODEL = "_Schema";
    private static final Set<String> OWN_MODELS = Set.of(SCHEMA_MODEL, "_Migration", UNIQUE_MODEL, "_Generic");
    private static final Set<String> KNOWN_PARAMS = Set.of(
            "typeField",
            "isoDates",
            "nulls",
            "timestamps",
            "createdField",
            "updatedField",
            "separator",
            "warn",
            "hidden",
            "partial");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, Index> indexes;
    private final Map<String, Map<String, OneTableField>> models;
    private final ObjectNode params = JSON.createObjectNode();
    private final boolean saved;

    /**
     * An index of the table.
     *
     * @param sort null where it has none
     * @param project what it holds of items beside keys, as the schema says it
     */
    record Index(String name, String hash, @Nullable String sort, JsonNode project) {
        /** Hash first. */
        List<String> keys() {
            return sort == null ? List.of(hash) : List.of(hash, sort);
        }
    }

    /** @param given what is known of {@code params} otherwise, which wins */
    private OneTableSchema(JsonNode json, JsonNode given, ImportReport report) throws UnreadableModelException {
        if (json.path("params") instanceof ObjectNode own) {
            params.setAll(own);
        }
        saved = json.properties().stream().anyMatch(member -> isSchemaModel(member.getValue()));
        if (saved) {
            new OneTableSavedParams(json, params, report).correct();
        }
        if (given instanceof ObjectNode wins) {
            params.setAll(wins);
        }
        indexes = saved ? new TreeMap<>() : new LinkedHashMap<>();
        models = saved ? new TreeMap<>() : new LinkedHashMap<>();
        readIndexes(json.path("indexes"));
        readModels(json.path("models"));
        tellTheRest(json, report);
    }

    /**
     * Reads a schema.
     *
     * @param json its text
     * @param params JSON of parameters that win over those of the schema; empty for none
     * @throws UnreadableModelException it is no JSON, or no schema
     */
    static OneTableSchema read(String json, String params, ImportReport report) throws UnreadableModelException {
        JsonNode schema = parse(json, "the schema");
        JsonNode given = parse(params.isEmpty() ? "{}" : params, "params");
        if (!schema.path("models").isObject()
                || !schema.path("indexes").path(PRIMARY).isObject()) {
            throw new UnreadableModelException(
                    "this is no schema of OneTable: expected {\"indexes\": {\"primary\": {...}}, \"models\": {...}, ...}");
        }
        String format = schema.path("format").asText("onetable:1");
        if (!format.startsWith("onetable:1")) {
            throw new UnreadableModelException("the schema's format is " + format + "; expected onetable:1.1.0");
        }
        return new OneTableSchema(schema, given, report);
    }

    static JsonNode parse(String json, String what) throws UnreadableModelException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UnreadableModelException(
                    what + " is not JSON (a program's schema is: JSON.stringify(schema), with types as text such as"
                            + " \"string\"): " + e.getOriginalMessage(),
                    e);
        }
    }

    /** Of the attribute that tells the model of an item: whether it is the library's own of schemas. */
    static boolean isSchemaModel(JsonNode type) {
        return type.isTextual() && type.textValue().equals(SCHEMA_MODEL);
    }

    private void readIndexes(JsonNode json) throws UnreadableModelException {
        String tableHash = json.path(PRIMARY).path("hash").asText();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            JsonNode index = member.getValue();
            String hash = index.path("hash").asText(tableHash);
            if (hash.isEmpty()) {
                throw new UnreadableModelException(
                        "index " + member.getKey() + " has no hash attribute; expected {\"hash\": ..., \"sort\": ...}");
            }
            String sort = index.hasNonNull("sort") ? index.path("sort").asText() : null;
            indexes.put(member.getKey(), new Index(member.getKey(), hash, sort, index.path("project")));
        }
    }

    private void readModels(JsonNode json) {
        for (Map.Entry<String, JsonNode> model : json.properties()) {
            if (!OWN_MODELS.contains(model.getKey())) {
                Map<String, OneTableField> fields = saved ? new TreeMap<>() : new LinkedHashMap<>();
                model.getValue()
                        .properties()
                        .forEach(field ->
                                fields.put(field.getKey(), new OneTableField(field.getKey(), field.getValue())));
                timestampFields().forEach(name -> fields.putIfAbsent(name, timestamp(name)));
                models.put(model.getKey(), fields);
            }
        }
    }

    private List<String> timestampFields() {
        return Stream.of(createdField(), updatedField())
                .filter(this::isTimestamp)
                .toList();
    }

    private static OneTableField timestamp(String name) {
        return new OneTableField(name, JSON.createObjectNode().put("type", "date"));
    }

    private void tellTheRest(JsonNode json, ImportReport report) {
        for (Map.Entry<String, JsonNode> param : params.properties()) {
            if (!KNOWN_PARAMS.contains(param.getKey())) {
                report.lost("params." + param.getKey(), "unknown, without effect on the mapping");
            }
        }
        for (String name : List.of("queries", "process")) {
            if (!json.path(name).isEmpty()) {
                report.lost(
                        name,
                        String.join(
                                        ", ",
                                        json.path(name).properties().stream()
                                                .map(Map.Entry::getKey)
                                                .toList())
                                + " stay with the library; in SQL they are statements of your own");
            }
        }
    }

    Index primary() {
        return Objects.requireNonNull(indexes.get(PRIMARY));
    }

    /** All but the table's own keys. */
    List<Index> secondary() {
        return indexes.values().stream()
                .filter(index -> !index.name().equals(PRIMARY))
                .toList();
    }

    /** The fields of each model; where the library keeps the schema, by name: DynamoDB keeps no order of them. */
    Map<String, Map<String, OneTableField>> models() {
        return models;
    }

    /** Whether it comes from the item that the library keeps it in. */
    boolean isSaved() {
        return saved;
    }

    String typeField() {
        return params.path("typeField").asText("_type");
    }

    boolean isoDates() {
        return params.path("isoDates").asBoolean(false);
    }

    boolean nulls() {
        return params.path("nulls").asBoolean(false);
    }

    private String createdField() {
        return params.path("createdField").asText("created");
    }

    private String updatedField() {
        return params.path("updatedField").asText("updated");
    }

    /** Whether the library sets this field when an item is made. */
    boolean isTimestamp(String field) {
        return field.equals(createdField()) && keeps("create") || isUpdated(field);
    }

    /** Whether the library sets this field when an item is changed, too. */
    boolean isUpdated(String field) {
        return field.equals(updatedField()) && keeps("update");
    }

    private boolean keeps(String which) {
        JsonNode timestamps = params.path("timestamps");
        return timestamps.asText().equals(which) || timestamps.isBoolean() && timestamps.booleanValue();
    }
}
