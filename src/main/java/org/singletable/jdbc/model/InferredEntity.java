package org.singletable.jdbc.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entity as its items show it. It grows while more is found out. */
final class InferredEntity {
    private final String name;
    private final String groupName;
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
