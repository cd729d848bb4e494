package org.singletable.jdbc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the value templates of one model: {@code ${field}}, {@code ${field:length}}, {@code ${field:length:pad}}. */
final class OneTableTemplates {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(.*?)}");
    private static final int PAD = 2;

    private final OneTableSchema schema;
    private final String model;
    private final Map<String, OneTableField> fields;
    private final Map<String, OneTableColumn> columns;

    /** @param columns that have a text, by the path that variables name them by: {@code zip}, {@code address.zip} */
    OneTableTemplates(
            OneTableSchema schema,
            String model,
            Map<String, OneTableField> fields,
            Map<String, OneTableColumn> columns) {
        this.schema = schema;
        this.model = model;
        this.fields = fields;
        this.columns = columns;
    }

    /** The paths that a template names, those in the templates that it names too. */
    static Set<String> variables(String template, Map<String, OneTableField> fields) {
        Set<String> paths = new TreeSet<>();
        collect(template, fields, paths);
        return paths;
    }

    private static void collect(String template, Map<String, OneTableField> fields, Set<String> paths) {
        Matcher variable = VARIABLE.matcher(template);
        while (variable.find()) {
            String path = variable.group(1).split(":", -1)[0];
            OneTableField field = fields.get(path);
            if (paths.add(path) && field != null && field.value().isPresent()) {
                collect(field.value().get(), fields, paths);
            }
        }
    }

    /**
     * Reads a template.
     *
     * @param owner the field that it makes, by whose rules the library renders dates
     * @throws NotInMappingException the mapping has no template that makes the same text
     */
    OneTableTemplate read(OneTableField owner, String template) throws NotInMappingException {
        return read(owner, template, Set.of(owner.name()));
    }

    private OneTableTemplate read(OneTableField owner, String template, Set<String> within)
            throws NotInMappingException {
        List<OneTableTemplate> parts = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(template);
        int at = 0;
        while (variable.find()) {
            parts.add(OneTableTemplate.text(template.substring(at, variable.start())));
            parts.add(variable(owner, variable.group(1), within));
            at = variable.end();
        }
        parts.add(OneTableTemplate.text(template.substring(at)));
        return OneTableTemplate.joined(parts);
    }

    private OneTableTemplate variable(OneTableField owner, String variable, Set<String> within)
            throws NotInMappingException {
        String[] words = variable.split(":", -1);
        String path = words[0];
        if (path.equals(schema.typeField())) {
            return OneTableTemplate.text(model);
        }
        OneTableField field = fields.get(path);
        if (field != null && field.value().isPresent()) {
            return nested(field, words, within);
        }
        OneTableColumn column = columns.get(path);
        if (column == null) {
            throw new NotInMappingException("it names " + path
                    + (field == null
                            ? ", which is no field of the model"
                            : field.has("crypt") ? ", which is stored encrypted" : ", which is no column"));
        }
        List<String> formats = new ArrayList<>(formats(owner, column));
        if (words.length > 1 && !words[1].isEmpty()) {
            formats.add(pad(words, variable, column));
        }
        return new OneTableTemplate(List.of(new OneTableTemplate.Value(column, formats)));
    }

    /** What another template makes, in its place. */
    private OneTableTemplate nested(OneTableField field, String[] words, Set<String> within)
            throws NotInMappingException {
        if (within.contains(field.name()) || words.length > 1) {
            throw new NotInMappingException("it names " + field.name() + ", which is made by a template itself");
        }
        Set<String> inner = new TreeSet<>(within);
        inner.add(field.name());
        return read(field, field.value().orElseThrow(), inner);
    }

    /** A date is rendered as the field that the template makes would be stored. */
    private List<String> formats(OneTableField owner, OneTableColumn column) throws NotInMappingException {
        return switch (column.type()) {
            case "string", "decimal", "long", "boolean" -> List.of();
            case "timestamptz" ->
                List.of(owner.has("ttl") ? "epoch" : schema.isoDates() || owner.has("isoDates") ? "iso:3" : "epochms");
            default ->
                throw new NotInMappingException(
                        "it names " + column.name() + ", whose type " + column.type() + " has no text in a key");
        };
    }

    private static String pad(String[] words, String variable, OneTableColumn column) throws NotInMappingException {
        String fill = words.length > PAD && !words[PAD].isEmpty() ? words[PAD] : "0";
        boolean fits = words[1].matches("[1-9]\\d{0,2}")
                && fill.length() == 1
                && words.length <= PAD + 1
                && !column.type().equals("boolean");
        if (!fits) {
            throw new NotInMappingException("the mapping has no padding like ${" + variable + "}");
        }
        return fill.equals("0") ? "pad:" + words[1] : "pad:" + words[1] + ":" + fill;
    }
}
