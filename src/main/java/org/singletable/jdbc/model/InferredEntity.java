package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An entity as its items show it. It grows while more is found out. */
final class InferredEntity {
    private final String name;
    private final String groupName;
    private static final Pattern VERSION_NAME = Pattern.compile("_?(version|rev|revision|v|ver|vn)");

    private final List<ObjectNode> items;
    final List<InferredColumn> columns = new ArrayList<>();
    final Map<String, InferredTemplate> templates = new LinkedHashMap<>();
    final Map<String, ObjectNode> where = new LinkedHashMap<>();
    final Set<String> stale = new LinkedHashSet<>();
    final List<ObjectNode> references = new ArrayList<>();
    final List<ObjectNode> unique = new ArrayList<>();
    final List<String> remarks = new ArrayList<>();
    private @Nullable Container container;

    /** @param style {@code json} of the container: python or compact */
    record Container(String attribute, String style) {}

    /** @param groupName what its items call it */
    InferredEntity(String name, String groupName, List<ObjectNode> items) {
        this.name = name;
        this.groupName = groupName;
        this.items = items;
    }

    String name() {
        return name;
    }

    String groupName() {
        return groupName;
    }

    List<ObjectNode> items() {
        return items;
    }

    Optional<Container> container() {
        return Optional.ofNullable(container);
    }

    void setContainer(Container found) {
        this.container = found;
    }

    /**
     * One more column.
     *
     * @param topLevel whether it is an attribute by itself
     */
    void addColumn(String attribute, boolean topLevel, Function<ObjectNode, Optional<JsonNode>> reader) {
        List<JsonNode> values = new ArrayList<>();
        long nulls = 0;
        for (ObjectNode item : items) {
            reader.apply(item).ifPresent(values::add);
            nulls += item.has(attribute) && item.get(attribute).isNull() ? 1 : 0;
        }
        String name = MappingNames.column(attribute, columnNames());
        InferredType type = InferredType.of(attribute, values, items.size() - values.size() - nulls, nulls);
        InferredColumn column =
                new InferredColumn(name, name.equals(attribute) ? null : attribute, topLevel, type, reader);
        columns.add(column);
        if (type.remark() != null) {
            remark(name + " is taken for " + type.sql() + ": " + type.remark());
        }
        if (type.sql().equals("int") && VERSION_NAME.matcher(name).matches()) {
            remark(name + " may count the writes of a row: if its writers do so, give it \"version\": true");
        }
    }

    Set<String> columnNames() {
        return columns.stream().map(InferredColumn::name).collect(Collectors.toSet());
    }

    /** A template that was found. */
    void use(String attribute, InferredTemplate template) {
        template.refs().stream()
                .filter(ref -> ref.form().asText())
                .forEach(ref -> ref.column().keepAsText());
        templates.put(attribute, template);
        if (template.refs().isEmpty() && items.size() == 1) {
            remark(attribute + " is \"" + template.source() + "\" in the only item of the sample: is it always?");
        }
    }

    InferredTemplate template(String attribute) {
        return Objects.requireNonNull(templates.get(attribute));
    }

    /** The texts of an attribute, of each item in their order. */
    List<Optional<String>> texts(String attribute) {
        return items.stream().map(item -> SampledTable.text(item, attribute)).toList();
    }

    Optional<InferredColumn> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    /** The columns of the table's keys, in their order. */
    List<InferredColumn> primaryKey(List<String> tableKeys) {
        Set<InferredColumn> key = new LinkedHashSet<>();
        for (String attribute : tableKeys) {
            InferredTemplate template = templates.get(attribute);
            if (template != null) {
                key.addAll(template.columns());
            } else {
                columns.stream()
                        .filter(column ->
                                column.attribute().orElse(column.name()).equals(attribute))
                        .forEach(key::add);
            }
        }
        return List.copyOf(key);
    }

    void remark(String text) {
        remarks.add(name + ": " + text);
    }
}
