package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.singletable.jdbc.mapping.MappingLoader;

/** Makes a mapping file of a schema of the library OneTable (dynamodb-onetable). */
public final class OneTableImport {
    /**
     * What came of it.
     *
     * @param mapping the text of the mapping file, in the long form, which loads
     * @param losses what of the schema is not in it, a line each
     * @param notes what is to be known or checked of the rest, a line each
     */
    public record Result(String mapping, int entities, int columns, List<String> losses, List<String> notes) {
        public Result {
            losses = List.copyOf(losses);
            notes = List.copyOf(notes);
        }
    }

    private final OneTableSchema schema;
    private final ImportReport report;

    private OneTableImport(OneTableSchema schema, ImportReport report) {
        this.schema = schema;
        this.report = report;
    }

    /** The keys of the item in which the library keeps a schema: of the hash key, and of the range key where there is one. */
    public static List<String> keyOfSchema(String name) {
        return List.of(OneTableSchema.SCHEMA_KEY, OneTableSchema.SCHEMA_KEY + ":" + name);
    }

    /**
     * Makes the mapping.
     *
     * @param json of the schema
     * @param params JSON of {@code params} that win over the schema's; empty for none
     * @param items of the table, as JSON texts such as {@code _items} has: they show what the schema does not say
     * @param table the name of the table, null where it is not known
     * @throws UnreadableModelException it is no schema, or no rows of any model can be told from it
     * @throws org.singletable.jdbc.mapping.MappingException the mapping does not load, which is an error of this class
     */
    public static Result of(String json, String params, List<String> items, @Nullable String table)
            throws UnreadableModelException {
        ImportReport report = new ImportReport();
        OneTableSchema schema = OneTableSchema.read(json, params, report);
        List<JsonNode> samples = new ArrayList<>();
        for (String item : items) {
            samples.add(OneTableSchema.parse(item, "an item"));
        }
        return new OneTableImport(schema, report).result(new OneTableSamples(samples, schema.typeField()), table);
    }

    private Result result(OneTableSamples samples, @Nullable String table) throws UnreadableModelException {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        if (table != null) {
            mapping.put("table", table);
        }
        ObjectNode entities = mapping.putObject("entities");
        OneTableKeyTypes keyTypes = new OneTableKeyTypes(schema);
        schema.models().forEach((model, fields) -> {
            if (isName(model)) {
                new OneTableEntity(schema, model, fields, samples, keyTypes, report)
                        .build()
                        .ifPresent(entity -> entities.set(model, entity));
            }
        });
        if (entities.isEmpty()) {
            throw new UnreadableModelException(
                    "no model of the schema can be taken over:\n  " + String.join("\n  ", report.losses()));
        }
        OneTableReferences references = new OneTableReferences(entities, report);
        schema.models().forEach(references::add);
        mapping.set("physical", physical());
        if (keyTypes.areTexts(schema.primary().keys())) {
            ignore(mapping);
        }
        String text = MappingFileText.of(mapping);
        MappingLoader.parse(text, "made of a OneTable schema");
        int columns = 0;
        for (JsonNode entity : entities) {
            columns += entity.path("columns").size();
        }
        return new Result(text, entities.size(), columns, report.losses(), report.notes());
    }

    private boolean isName(String model) {
        boolean name = model.matches("[A-Za-z_][A-Za-z0-9_$]*");
        if (!name) {
            report.lost(model, "left out: a table of SQL cannot have this name");
        }
        return name;
    }

    private ObjectNode physical() {
        ObjectNode physical = JsonNodeFactory.instance.objectNode();
        List<String> tableKeys = schema.primary().keys();
        tableKeys.forEach(physical.putArray("keys")::add);
        ObjectNode indexes = JsonNodeFactory.instance.objectNode();
        for (OneTableSchema.Index index : schema.secondary()) {
            ObjectNode declared = indexes.putObject(index.name());
            index.keys().forEach(declared.putArray("keys")::add);
            List<String> more = new ArrayList<>();
            index.project().forEach(attribute -> more.add(attribute.asText()));
            more.removeAll(tableKeys);
            more.removeAll(index.keys());
            if (!more.isEmpty()) {
                more.forEach(declared.putArray("projection")::add);
            } else if (index.project().isArray() || index.project().asText().equals("keys")) {
                declared.put("projection", "KEYS_ONLY");
            } else {
                indexes.set(index.name(), declared.path("keys"));
            }
        }
        if (!indexes.isEmpty()) {
            physical.set("indexes", indexes);
        }
        return physical;
    }

    /** The library's own items. */
    private void ignore(ObjectNode mapping) {
        List<String> keys = schema.primary().keys();
        for (List<String> own : List.of(
                List.of(OneTableSchema.SCHEMA_KEY, OneTableSchema.SCHEMA_KEY + ":{name}"),
                List.of(OneTableSchema.MIGRATION_KEY, OneTableSchema.MIGRATION_KEY + ":{version}:{date}"))) {
            ObjectNode item = mapping.withArray("ignore").addObject();
            for (int i = 0; i < keys.size(); i++) {
                item.put(keys.get(i), own.get(i));
            }
        }
    }
}
