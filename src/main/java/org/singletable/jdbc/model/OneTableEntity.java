package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes the entity of one model. */
final class OneTableEntity {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final OneTableSchema schema;
    private final String model;
    private final Map<String, OneTableField> fields;
    private final OneTableKeyTypes keyTypes;
    private final ImportReport report;
    private final OneTableColumns maker;
    private final Set<String> variables = new TreeSet<>();
    private final Set<String> keyVariables = new TreeSet<>();

    /** By the path that templates name them by. */
    private final Map<String, OneTableColumn> columns = new LinkedHashMap<>();

    /** By attribute. */
    private final Map<String, OneTableTemplate> templates = new LinkedHashMap<>();

    OneTableEntity(
            OneTableSchema schema,
            String model,
            Map<String, OneTableField> fields,
            OneTableSamples samples,
            OneTableKeyTypes keyTypes,
            ImportReport report) {
        this.schema = schema;
        this.model = model;
        this.fields = fields;
        this.keyTypes = keyTypes;
        this.report = report;
        for (OneTableField field : fields.values()) {
            field.value().ifPresent(value -> variables.addAll(OneTableTemplates.variables(value, fields)));
            field.text("scope").ifPresent(scope -> variables.addAll(OneTableTemplates.variables(scope, fields)));
            if (isTableKey(field.attribute())) {
                field.value().ifPresent(value -> keyVariables.addAll(OneTableTemplates.variables(value, fields)));
            }
        }
        this.maker = new OneTableColumns(schema, model, samples, variables, keyVariables, report);
    }

    private boolean isTableKey(String attribute) {
        return schema.primary().keys().contains(attribute);
    }

    /** The entity; empty where SQL cannot have the rows of the model, which is then reported. */
    Optional<ObjectNode> build() {
        collectColumns();
        Set<String> made = madeAttributes();
        dropColumnsInTheWay(made);
        agreeOnKeyColumns(made);
        makeTemplates();
        agreeOnKeyTemplates();
        for (String key : schema.primary().keys()) {
            if (!templates.containsKey(key) && columns.values().stream().noneMatch(column -> column.isStoredIn(key))) {
                report.lost(
                        model, "left out: the schema does not say how its " + key + ", a key of the table, is made");
                return Optional.empty();
            }
        }
        return Optional.of(entity());
    }

    private void collectColumns() {
        for (String variable : keyVariables) {
            boolean known = fields.containsKey(variable.split("\\.", -1)[0]) || variable.equals(schema.typeField());
            if (!known) {
                columns.put(variable, maker.unknown(variable));
            }
        }
        for (OneTableField field : fields.values()) {
            String where = model + "." + field.name();
            boolean shown = field.json().has("hidden") && !field.has("hidden");
            if (field.isComputed()) {
                report.lost(where, "made by a function (value: true): SQL shows it, and does not write it");
                columns.put(field.name(), maker.shown(field, false));
            } else if (field.name().equals(schema.typeField()) || field.value().isPresent()) {
                if (shown) {
                    columns.put(field.name(), maker.shown(field, false));
                }
            } else {
                columns.putAll(maker.of(field));
            }
        }
    }

    /** Attributes that templates of the library make. */
    private Set<String> madeAttributes() {
        Set<String> made = new HashSet<>(Set.of(schema.typeField()));
        fields.values().stream()
                .filter(field -> field.value().isPresent())
                .forEach(field -> made.add(field.attribute()));
        return made;
    }

    /** Two columns cannot be in the same place, and where a template writes there is none that can be written. */
    private void dropColumnsInTheWay(Set<String> made) {
        List<OneTableColumn> before = new ArrayList<>();
        columns.values().removeIf(column -> {
            boolean written = !column.isKeyOnly()
                    && !column.readOnly()
                    && made.contains(column.path().get(0));
            if (written || before.stream().anyMatch(column::collidesWith)) {
                report.lost(
                        model + "." + column.name(),
                        "left out: its attribute " + column.path().get(0) + " has a value of another field");
                return true;
            }
            before.add(column);
            return false;
        });
    }

    private void makeTemplates() {
        Map<OneTableField, String> failures = new LinkedHashMap<>();
        do {
            templates.clear();
            failures.clear();
            templates.put(schema.typeField(), OneTableTemplate.text(model));
            OneTableTemplates reader = reader();
            for (OneTableField field : fields.values()) {
                if (field.value().isPresent() && !field.name().equals(schema.typeField())) {
                    try {
                        templates.put(field.attribute(), template(field, reader));
                    } catch (NotInMappingException e) {
                        failures.put(field, e.reason());
                    }
                }
            }
        } while (dropUnreadable());
        failures.forEach(this::giveUp);
    }

    private OneTableTemplates reader() {
        Map<String, OneTableColumn> inTemplates = new LinkedHashMap<>(columns);
        // What is stored of them is not what is in the keys.
        inTemplates.values().removeIf(column -> column.readOnly() && !column.isKeyOnly());
        return new OneTableTemplates(schema, model, fields, inTemplates);
    }

    private static OneTableTemplate template(OneTableField field, OneTableTemplates reader)
            throws NotInMappingException {
        if (field.path().size() > 1) {
            throw new NotInMappingException("a template makes it inside of " + field.attribute());
        }
        if (!field.type().equals("string")) {
            throw new NotInMappingException(
                    "a template makes it as a " + field.type() + ", and those of a mapping make text");
        }
        return reader.read(field, field.value().orElseThrow());
    }

    /** Columns that live in keys which do not tell them; whether there were any. */
    private boolean dropUnreadable() {
        return columns.values().removeIf(column -> {
            boolean lost = column.isKeyOnly()
                    && schema.primary().keys().stream()
                            .noneMatch(key -> templates.containsKey(key)
                                    && templates.get(key).canRead(column));
            if (lost) {
                report.lost(
                        model + "." + column.name(),
                        "left out: it lives in an attribute (encode) that does not tell it, or is no key of the table");
            }
            return lost;
        });
    }

    private void giveUp(OneTableField field, String reason) {
        String where = model + "." + field.name();
        if (isTableKey(field.attribute())) {
            report.lost(
                    where,
                    "its template \"" + field.value().orElseThrow() + "\" is not taken over: " + reason
                            + "; SQL shows the key as it is, and cannot INSERT");
            columns.computeIfAbsent(field.name(), name -> maker.shown(field, true));
        } else {
            report.lost(
                    where,
                    "its template \"" + field.value().orElseThrow() + "\" is not taken over: " + reason
                            + "; SQL does not write it"
                            + (keyTypes.isKey(field.attribute()) ? ", nor read by it" : ""));
        }
    }

    private void agreeOnKeyTemplates() {
        for (String attribute : List.copyOf(templates.keySet())) {
            if (keyTypes.isKey(attribute)) {
                try {
                    keyTypes.templateOn(attribute);
                } catch (NotInMappingException e) {
                    templates.remove(attribute);
                    report.lost(model + "." + attribute, "left out: " + e.reason());
                }
            }
        }
        Set<String> inKeys = keyColumns();
        columns.replaceAll((path, column) -> inKeys.contains(column.name()) ? column.inKey() : column);
    }

    /** Columns that are stored in key attributes as they are. */
    private void agreeOnKeyColumns(Set<String> made) {
        columns.values().removeIf(column -> {
            String attribute = column.path().size() == 1 ? column.path().get(0) : "";
            if (!keyTypes.isKey(attribute) || made.contains(attribute)) {
                return false;
            }
            try {
                keyTypes.columnOn(attribute, column);
                return false;
            } catch (NotInMappingException e) {
                report.lost(model + "." + column.name(), "left out: " + e.reason());
                return true;
            }
        });
        columns.replaceAll((path, column) ->
                column.path().size() == 1 && keyTypes.isKey(column.path().get(0)) ? column.inKey() : column);
    }

    /** Names of the columns that the table's keys are made of. */
    private Set<String> keyColumns() {
        Set<String> names = new LinkedHashSet<>();
        for (String key : schema.primary().keys()) {
            if (templates.containsKey(key)) {
                names.addAll(templates.get(key).columns());
            }
            columns.values().stream()
                    .filter(column -> column.isStoredIn(key))
                    .forEach(column -> names.add(column.name()));
        }
        return names;
    }

    private ObjectNode entity() {
        ObjectNode entity = NODES.objectNode();
        List<String> stale =
                new OneTableStaleKeys(schema, model, templates, columns.values(), keyColumns(), report).indexes();
        if (!stale.isEmpty()) {
            entity.put("remarks", "OneTable may leave keys of " + String.join(", ", stale) + " as they were");
        }
        ObjectNode item = entity.putObject("item");
        templates.forEach((attribute, template) -> item.put(attribute, template.source()));
        ObjectNode declared = entity.putObject("columns");
        columns.values().forEach(column -> declared.set(column.name(), column.toJson()));
        ArrayNode unique = new OneTableUnique(schema, model, fields, columns, reader(), keyTypes, report).constraints();
        if (!unique.isEmpty()) {
            entity.set("unique", unique);
        }
        return entity;
    }
}
