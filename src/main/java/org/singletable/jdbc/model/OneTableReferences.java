package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The {@code reference} of fields, {@code Model:index:attribute=field,...}, as foreign keys. */
final class OneTableReferences {
    private final ObjectNode entities;
    private final ImportReport report;

    /** @param entities all of them, to which the references are added */
    OneTableReferences(ObjectNode entities, ImportReport report) {
        this.entities = entities;
        this.report = report;
    }

    void add(String model, Map<String, OneTableField> fields) {
        for (OneTableField field : fields.values()) {
            if (field.text("reference").isPresent() && entities.path(model) instanceof ObjectNode entity) {
                try {
                    ObjectNode reference =
                            reference(model, field.text("reference").get());
                    ArrayNode all = entity.withArray("references");
                    all.add(reference);
                } catch (NotInMappingException e) {
                    report.lost(
                            model + "." + field.name(),
                            "the reference " + field.text("reference").get() + " is no foreign key here: "
                                    + e.reason());
                }
            }
        }
    }

    private ObjectNode reference(String model, String text) throws NotInMappingException {
        String[] words = text.split(":", -1);
        if (words.length != 3 || words[2].isEmpty()) {
            throw new NotInMappingException("expected model:index:attribute=field,...");
        }
        ObjectNode reference = entities.objectNode();
        ArrayNode columns = reference.putArray("columns");
        reference.put("entity", words[0]);
        ArrayNode key = reference.putArray("key");
        for (String pair : words[2].split(",", -1)) {
            String[] sides = pair.strip().split("=", -1);
            String target = sides[0].strip();
            String own = sides[sides.length - 1].strip();
            column(words[0], target);
            column(model, own);
            columns.add(own);
            key.add(target);
        }
        return reference;
    }

    private void column(String model, String name) throws NotInMappingException {
        if (!entities.path(model).path("columns").has(name)) {
            throw new NotInMappingException(model + " has no column " + name);
        }
    }
}
