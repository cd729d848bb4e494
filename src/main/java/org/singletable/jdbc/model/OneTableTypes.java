package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.singletable.jdbc.model.OneTableSamples.Stored;

/** The types of one model's columns and the forms that their values are stored in. */
final class OneTableTypes {
    private static final Set<String> BINARY = Set.of("buffer", "binary", "arraybuffer");
    private static final Map<String, String> ELEMENTS =
            Map.of("string", "list<string>", "number", "list<decimal>", "boolean", "list<boolean>");

    private final OneTableSchema schema;
    private final String model;
    private final OneTableSamples samples;
    private final ImportReport report;

    OneTableTypes(OneTableSchema schema, String model, OneTableSamples samples, ImportReport report) {
        this.schema = schema;
        this.model = model;
        this.samples = samples;
        this.report = report;
    }

    /**
     * The type of a column, as the mapping writes it.
     *
     * @param path of the field in the model, for messages
     * @param stored where its values are
     */
    String type(OneTableField field, String path, List<String> stored) {
        String type = field.type();
        String element = field.json().path("items").path("type").asText().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "string", "boolean" -> type;
            case "number" -> field.has("ttl") ? "long" : "decimal";
            case "date" -> "timestamptz";
            case "set" -> setType(path, samples.at(model, stored));
            case "array", "typed-array" -> ELEMENTS.getOrDefault(element, "json");
            case "object" -> "json";
            default -> {
                if (BINARY.contains(type)) {
                    yield "binary";
                }
                report.note(
                        model + "." + path, "of the unknown type " + type + "; taken as json, which reads any value");
                yield "json";
            }
        };
    }

    private String setType(String path, Set<Stored> seen) {
        List<Stored> sets = seen.stream().filter(Stored::isSet).toList();
        if (sets.size() == 1) {
            return sets.get(0).type();
        }
        report.note(
                model + "." + path,
                sets.isEmpty()
                        ? "a set; the schema does not say of what, taken as set<string>"
                        : "its sets are of several types; taken as set<string>, and rows with others are errors (22018)");
        return "set<string>";
    }

    /** How its values are stored; empty for the type's own form. */
    String as(OneTableField field, String path, String type, List<String> stored) {
        return switch (type) {
            case "binary" -> "base64";
            case "timestamptz" -> field.has("ttl") ? "epoch" : dateForm(field, path, samples.at(model, stored));
            default -> "";
        };
    }

    /** What is stored counts more than what the schema says, which may have changed. */
    private String dateForm(OneTableField field, String path, Set<Stored> seen) {
        boolean iso = schema.isoDates() || field.has("isoDates");
        boolean texts = seen.contains(Stored.TEXT);
        boolean numbers = seen.contains(Stored.NUMBER);
        if (texts && numbers) {
            report.note(
                    model + "." + path,
                    "its dates are stored as text and as numbers; rows that have the other form than the column's are errors"
                            + " (22018)");
        } else if (iso && numbers || !iso && texts) {
            report.note(
                    model + "." + path,
                    "isoDates is " + iso + ", but its dates are stored as " + (texts ? "text" : "numbers")
                            + ", which counts");
            return texts ? "iso:3" : "epochms";
        }
        return iso ? "iso:3" : "epochms";
    }

    boolean storesNull(OneTableField field, List<String> stored) {
        JsonNode nulls = field.json().path("nulls");
        return nulls.isBoolean()
                ? nulls.booleanValue()
                : schema.nulls() || samples.at(model, stored).contains(Stored.NULL);
    }
}
