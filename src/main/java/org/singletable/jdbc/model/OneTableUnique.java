package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model keeps unique. For each such value the library has an item of its own, whose hash key is {@code
 * _unique#scope#Model#attribute#value}.
 */
final class OneTableUnique {
    private static final String PREFIX = "_unique#";
    private static final Set<String> WITH_TEXT = Set.of("string", "decimal", "long", "boolean", "timestamptz");

    private final OneTableSchema schema;
    private final String model;
    private final Map<String, OneTableField> fields;
    private final Map<String, OneTableColumn> columns;
    private final OneTableTemplates reader;
    private final OneTableKeyTypes keyTypes;
    private final ImportReport report;

    /** @param columns by path */
    OneTableUnique(
            OneTableSchema schema,
            String model,
            Map<String, OneTableField> fields,
            Map<String, OneTableColumn> columns,
            OneTableTemplates reader,
            OneTableKeyTypes keyTypes,
            ImportReport report) {
        this.schema = schema;
        this.model = model;
        this.fields = fields;
        this.columns = columns;
        this.reader = reader;
        this.keyTypes = keyTypes;
        this.report = report;
    }

    /** The {@code unique} of the entity. */
    ArrayNode constraints() {
        ArrayNode constraints = JsonNodeFactory.instance.arrayNode();
        for (OneTableField field : fields.values()) {
            // A key of the table is unique without, and the library leaves it alone.
            if (field.has("unique") && !schema.primary().keys().contains(field.attribute())) {
                try {
                    constraints.add(constraint(field));
                } catch (NotInMappingException e) {
                    report.lost(model + "." + field.name(), "SQL does not keep it unique: " + e.reason());
                }
            }
        }
        return constraints;
    }

    private ObjectNode constraint(OneTableField field) throws NotInMappingException {
        if (!keyTypes.areTexts(schema.primary().keys())) {
            throw new NotInMappingException("a key of the table is a number, which no sentinel can have");
        }
        OneTableTemplate scope = field.text("scope").isPresent()
                ? reader.read(field, field.text("scope").get()).followedBy(OneTableTemplate.text("#"))
                : OneTableTemplate.text("");
        // An attribute inside of another has the text of a JavaScript array here.
        String place = model + "#" + String.join(",", field.path()) + "#";
        OneTableTemplate key = OneTableTemplate.joined(
                List.of(OneTableTemplate.text(PREFIX), scope, OneTableTemplate.text(place), value(field)));
        ObjectNode constraint = JsonNodeFactory.instance.objectNode();
        ArrayNode names = constraint.putArray("columns");
        key.columns().forEach(names::add);
        ObjectNode item = constraint.putObject("item");
        List<String> keys = schema.primary().keys();
        item.put(keys.get(0), key.source());
        if (keys.size() > 1) {
            item.put(keys.get(1), PREFIX);
        }
        item.put(schema.typeField(), OneTableSchema.UNIQUE_MODEL);
        return constraint;
    }

    /** The value as it is stored, as text. */
    private OneTableTemplate value(OneTableField field) throws NotInMappingException {
        if (field.value().isPresent()) {
            return reader.read(field, field.value().get());
        }
        OneTableColumn column = columns.get(field.name());
        if (column == null || field.has("crypt") || column.isKeyOnly() || !WITH_TEXT.contains(column.type())) {
            throw new NotInMappingException("its value is no text that the sentinel's key could hold");
        }
        List<String> formats = column.type().equals("timestamptz") ? List.of(column.as()) : List.of();
        return new OneTableTemplate(List.of(new OneTableTemplate.Value(column, formats)));
    }
}
