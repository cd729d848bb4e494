package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the columns of one model. */
final class OneTableColumns {
    /** Attributes of a field that have a meaning here, or none for SQL. */
    private static final Set<String> KNOWN = Set.of(
            "name",
            "type",
            "value",
            "required",
            "default",
            "enum",
            "encode",
            "map",
            "hidden",
            "unique",
            "isoDates",
            "ttl",
            "nulls",
            "crypt",
            "generate",
            "uuid",
            "reference",
            "schema",
            "items",
            "scope",
            "validate",
            "fixed",
            "partial",
            "filter",
            "timestamp",
            "description",
            "title");

    private final OneTableSchema schema;
    private final String model;
    private final OneTableTypes types;
    private final Set<String> keyVariables;
    private final Set<String> variables;
    private final ImportReport report;
    private final Set<String> names = new HashSet<>();

    /**
     * @param variables paths that templates name; of an object of which they name a member, the members are columns
     * @param keyVariables those that the templates of the table's keys name
     */
    OneTableColumns(
            OneTableSchema schema,
            String model,
            OneTableSamples samples,
            Set<String> variables,
            Set<String> keyVariables,
            ImportReport report) {
        this.schema = schema;
        this.model = model;
        this.types = new OneTableTypes(schema, model, samples, report);
        this.variables = Set.copyOf(variables);
        this.keyVariables = Set.copyOf(keyVariables);
        this.report = report;
    }

    /** The columns of a field that no template makes, by the paths that templates name them by; none where SQL cannot have it. */
    Map<String, OneTableColumn> of(OneTableField field) {
        tellTheRest(field);
        Map<String, OneTableColumn> columns = new LinkedHashMap<>();
        collect(field, field.name(), field.path(), field.has("required"), field.has("hidden"), columns);
        return columns;
    }

    /** A column for a variable that is no field: its values live in the table's keys. */
    OneTableColumn unknown(String variable) {
        report.note(
                model + "." + variable, "no field of the model; its values are read from the table's keys, as text");
        return OneTableColumn.key(name(variable));
    }

    private void collect(
            OneTableField field,
            String path,
            List<String> stored,
            boolean required,
            boolean hidden,
            Map<String, OneTableColumn> columns) {
        if (!field.type().equals("object") || named(path).isEmpty()) {
            columns.put(path, column(field, path, stored, required, hidden));
            return;
        }
        report.note(
                model + "." + path,
                "a template names a member of it, so that its members are columns of their own; what the schema does not name"
                        + " is not shown");
        Map<String, JsonNode> members = new LinkedHashMap<>();
        field.json().path("schema").properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        named(path).forEach(name -> members.putIfAbsent(name, unnamed(path + "." + name)));
        members.forEach((name, json) -> {
            OneTableField inner = new OneTableField(name, json);
            List<String> innerStored = new ArrayList<>(stored);
            innerStored.add(name);
            collect(
                    inner,
                    path + "." + name,
                    innerStored,
                    required && inner.has("required"),
                    hidden || inner.has("hidden"),
                    columns);
        });
    }

    /** A member that the schema does not have. */
    private JsonNode unnamed(String path) {
        return JsonNodeFactory.instance.objectNode().put("type", named(path).isEmpty() ? "string" : "object");
    }

    /** The members of an object that templates name. */
    private List<String> named(String path) {
        String prefix = path + ".";
        return variables.stream()
                .filter(variable -> variable.startsWith(prefix))
                .map(variable -> variable.substring(prefix.length()).split("\\.", -1)[0])
                .distinct()
                .toList();
    }

    private OneTableColumn column(
            OneTableField field, String path, List<String> stored, boolean required, boolean hidden) {
        String name = name(path.replace('.', '_'));
        boolean crypt = field.has("crypt");
        String remarks = remarks(field);
        if (field.isEncoded() || crypt && keyVariables.contains(path)) {
            String type = switch (field.type()) {
                case "number" -> "decimal";
                case "date" -> "timestamptz";
                case "boolean" -> "boolean";
                default -> "string";
            };
            return new OneTableColumn(
                    name,
                    List.of(),
                    type,
                    "",
                    required,
                    crypt ? "" : defaultSql(field, type),
                    "",
                    hidden,
                    crypt,
                    false,
                    remarks);
        }
        if (crypt) {
            return new OneTableColumn(name, stored, "string", "", required, "", "", hidden, true, false, remarks);
        }
        String type = types.type(field, path, stored);
        boolean stamp = schema.isTimestamp(field.name()) && path.equals(field.name()) && field.isDate();
        return new OneTableColumn(
                name,
                stored,
                type,
                types.as(field, path, type, stored),
                required,
                stamp ? "now()" : defaultSql(field, type),
                stamp && schema.isUpdated(field.name()) ? "now()" : "",
                hidden,
                false,
                types.storesNull(field, stored),
                remarks);
    }

    /** A column that shows an attribute which SQL does not write, or which a template makes. */
    OneTableColumn shown(OneTableField field, boolean notNull) {
        String type = types.type(field, field.name(), field.path());
        return new OneTableColumn(
                name(field.name()),
                field.path(),
                type,
                types.as(field, field.name(), type, field.path()),
                notNull,
                "",
                "",
                field.has("hidden"),
                true,
                false,
                remarks(field));
    }

    /** Names of the library may have any characters. */
    private String name(String wanted) {
        String clean = wanted.replaceAll("[^A-Za-z0-9_$]", "_");
        String name = clean.matches("[A-Za-z_].*") ? clean : "_" + clean;
        while (!names.add(name)) {
            name = name + "_";
        }
        return name;
    }

    private String remarks(OneTableField field) {
        List<String> remarks = new ArrayList<>();
        field.text("description").ifPresent(remarks::add);
        if (!field.json().path("enum").isEmpty()) {
            List<String> values = new ArrayList<>();
            field.json().path("enum").forEach(value -> values.add(value.asText()));
            remarks.add("one of " + String.join(", ", values));
        }
        if (field.has("crypt")) {
            remarks.add("encrypted by OneTable");
        }
        return String.join("; ", remarks);
    }

    private String defaultSql(OneTableField field, String type) {
        try {
            return OneTableDefaults.sql(field, type);
        } catch (NotInMappingException e) {
            report.lost(model + "." + field.name(), e.reason());
            return "";
        }
    }

    private void tellTheRest(OneTableField field) {
        String where = model + "." + field.name();
        field.text("validate").ifPresent(pattern -> report.lost(where, "SQL does not check validate " + pattern));
        if (field.has("crypt")) {
            report.lost(
                    where,
                    "encrypted (crypt): SQL shows the stored text, or what is in the table's keys, and does not write it");
        }
        if (field.json().hasNonNull("fixed")
                && !field.json().path("fixed").asText().equals("false")) {
            report.lost(where, "fixed: SQL can change it");
        }
        for (Map.Entry<String, JsonNode> attribute : field.json().properties()) {
            if (!KNOWN.contains(attribute.getKey())) {
                report.lost(where, "unknown attribute " + attribute.getKey() + ", without effect on the mapping");
            }
        }
    }
}
